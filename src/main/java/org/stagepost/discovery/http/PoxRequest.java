package org.stagepost.discovery.http;

import org.stagepost.model.EmailAddress;

/** What an Autodiscover server is asked ([MS-OXDSCLI] §2.2.3). */
final class PoxRequest {
    private static final String SCHEMAS = "http://schemas.microsoft.com/exchange/autodiscover/outlook/";

    private PoxRequest() {}

    static String about(EmailAddress address) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                + "<Autodiscover xmlns=\"" + SCHEMAS + "requestschema/2006\">\n"
                + "  <Request>\n"
                + "    <EMailAddress>" + escaped(address.value()) + "</EMailAddress>\n"
                + "    <AcceptableResponseSchema>" + SCHEMAS + "responseschema/2006a</AcceptableResponseSchema>\n"
                + "  </Request>\n"
                + "</Autodiscover>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
