package org.stagepost.discovery.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.discovery.Proposal;
import org.stagepost.discovery.Trails;
import org.stagepost.discovery.http.PoxAnswer.Action;
import org.stagepost.model.EmailAddress;

class PoxXmlTest {
    private static Optional<PoxAnswer> read(String document) {
        return PoxXml.read(document.getBytes(StandardCharsets.UTF_8), "autodiscover");
    }

    static String account(String inner) {
        return """
                <?xml version="1.0" encoding="utf-8"?>
                <Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006">
                <Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a">
                <User><DisplayName>Ann</DisplayName><LegacyDN>/o=contoso/cn=ann</LegacyDN></User>
                <Account><AccountType>email</AccountType>%s</Account></Response></Autodiscover>
                """.formatted(inner);
    }

    static String settings(String host) {
        return account("<Action>settings</Action><Protocol><Type>EXPR</Type><Server>" + host
                + "</Server><EwsUrl>https://" + host + "/EWS/Exchange.asmx</EwsUrl></Protocol>");
    }

    /** After the examples of Microsoft's reference of the response. */
    @Test
    void theDocumentedSettingsAreRead() {
        PoxAnswer answer = read(account("""
                        <Action>settings</Action>
                        <Protocol>
                          <Type>EXCH</Type>
                          <Server>ex01.ad.contoso.test</Server>
                          <ServerDN>/o=contoso/ou=exchange/cn=Servers/cn=EX01</ServerDN>
                          <ServerVersion>720082AD</ServerVersion>
                          <MdbDN>/o=contoso/cn=mdb</MdbDN>
                          <ASUrl>https://ex01.ad.contoso.test/EWS/Exchange.asmx</ASUrl>
                          <OOFUrl>https://ex01.ad.contoso.test/EWS/Exchange.asmx</OOFUrl>
                        </Protocol>
                        <Protocol>
                          <Type>EXPR</Type>
                          <Server>mail.contoso.test</Server>
                          <ASUrl>https://mail.contoso.test/EWS/Availability.asmx</ASUrl>
                          <EwsUrl>https://mail.contoso.test/EWS/Exchange.asmx</EwsUrl>
                          <SSL>On</SSL>
                          <AuthPackage>Basic</AuthPackage>
                        </Protocol>
                        <Protocol>
                          <Type>WEB</Type>
                          <External><OWAUrl AuthenticationMethod="Fba">https://mail.contoso.test/owa/</OWAUrl>
                            <Protocol><Type>EXPR</Type><ASUrl>https://web.contoso.test/EWS/Exchange.asmx</ASUrl></Protocol>
                          </External>
                        </Protocol>
                        """)).orElseThrow();

        assertThat(answer.action()).isEqualTo(Action.SETTINGS);
        assertThat(answer.proposals())
                .extracting(Proposal::url)
                .containsExactly(
                        "https://mail.contoso.test/EWS/Exchange.asmx",
                        "https://web.contoso.test/EWS/Exchange.asmx",
                        "https://ex01.ad.contoso.test/EWS/Exchange.asmx");
        assertThat(answer.proposals().get(0).notes())
                .containsExactly("EXPR at mail.contoso.test", "ASUrl https://mail.contoso.test/EWS/Availability.asmx");
        assertThat(answer.proposals().get(2).notes())
                .containsExactly("EXCH at ex01.ad.contoso.test", "ServerDN /o=contoso/ou=exchange/cn=Servers/cn=EX01");
    }

    @Test
    void redirectionsAreRead() {
        assertThat(read(account("<Action>redirectAddr</Action><RedirectAddr>ann@cloud.test</RedirectAddr>")))
                .contains(PoxAnswer.of(Action.REDIRECT_ADDRESS, "ann@cloud.test"));
        assertThat(read(account("<Action>redirectUrl</Action><RedirectUrl>https://a.test/x</RedirectUrl>")))
                .contains(PoxAnswer.of(Action.REDIRECT_URL, "https://a.test/x"));
    }

    @Test
    void theDocumentedErrorIsRead() {
        assertThat(read("""
                        <?xml version="1.0" encoding="utf-8"?>
                        <Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006">
                          <Response>
                            <Error Time="16:51:07.1484375" Id="2422600485">
                              <ErrorCode>600</ErrorCode><Message>Invalid Request</Message><DebugData />
                            </Error>
                          </Response>
                        </Autodiscover>
                        """)).contains(PoxAnswer.of(Action.ERROR, "error 600: Invalid Request"));
    }

    @ParameterizedTest
    @CsvSource({
        "<SSL>on</SSL>, 993, TLS",
        "'', 993, TLS",
        "<SSL>off</SSL>, 143, NONE",
        "<Encryption>TLS</Encryption>, 143, STARTTLS",
        "<SSL>off</SSL><Encryption>SSL</Encryption>, 993, TLS",
        "<Port>9993</Port>, 9993, TLS"
    })
    void imapServersOfHostersAreRead(String how, int port, String security) {
        List<Proposal> servers = read(account("<Action>settings</Action><Protocol><Type>IMAP</Type>"
                        + "<Server>imap.contoso.test</Server><LoginName>ann</LoginName>" + how + "</Protocol>"))
                .orElseThrow()
                .proposals();

        assertThat(servers)
                .extracting(Trails::line)
                .containsExactly("told imap imap.contoso.test:" + port + " " + security);
        assertThat(servers.get(0).userName()).isEqualTo("ann");
    }

    @Test
    void webServicesOverHttpAreLeftOut() {
        assertThat(read(account("<Action>settings</Action><Protocol><Type>EXPR</Type>"
                                + "<EwsUrl>http://mail.contoso.test/EWS</EwsUrl></Protocol>"))
                        .orElseThrow()
                        .proposals())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html/>", "<Autodiscover/>", "<Autodiscover><Response/></Autodiscover>"})
    void otherDocumentsAreNone(String document) {
        assertThat(read(document)).isEmpty();
    }

    @Test
    void theRequestHoldsTheAddressAndNothingOfItIsMarkup() {
        String request = PoxRequest.about(new EmailAddress("a&b@contoso.test"));

        XmlTree root = XmlTree.parse(request.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        XmlTree inner = root.first("Request").orElseThrow();
        assertThat(inner.textOf("EMailAddress")).isEqualTo("a&b@contoso.test");
        assertThat(inner.textOf("AcceptableResponseSchema"))
                .isEqualTo("http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a");
    }
}
