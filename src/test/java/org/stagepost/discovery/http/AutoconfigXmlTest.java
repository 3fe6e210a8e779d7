package org.stagepost.discovery.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.discovery.Confidence;
import org.stagepost.discovery.Proposal;
import org.stagepost.discovery.Trails;

class AutoconfigXmlTest {
    private static Optional<List<Proposal>> read(String document) {
        return new AutoconfigXml("example.test", Confidence.TOLD, "autoconfig")
                .read(document.getBytes(StandardCharsets.UTF_8));
    }

    static String config(String servers) {
        return "<?xml version=\"1.0\"?><clientConfig version=\"1.1\"><emailProvider id=\"example.test\">" + servers
                + "</emailProvider></clientConfig>";
    }

    static String imap(String host, int port, String socketType) {
        return "<incomingServer type=\"imap\"><hostname>" + host + "</hostname><port>" + port + "</port><socketType>"
                + socketType + "</socketType><username>%EMAILLOCALPART%</username>"
                + "<authentication>password-cleartext</authentication></incomingServer>";
    }

    /** After the example of Mozilla's description of the format. */
    @Test
    void theDocumentedExampleIsRead() {
        String document = """
                <?xml version="1.0" encoding="UTF-8"?>
                <clientConfig version="1.1">
                  <emailProvider id="freenet.de">
                    <domain>freenet.de</domain>
                    <displayName>Freenet Mail</displayName>
                    <incomingServer type="imap">
                      <hostname>imap.freenet.test</hostname>
                      <port>993</port>
                      <socketType>SSL</socketType>
                      <authentication>OAuth2</authentication>
                      <authentication>password-encrypted</authentication>
                      <username>%EMAILADDRESS%</username>
                    </incomingServer>
                    <incomingServer type="imap">
                      <hostname>imap.freenet.test</hostname>
                      <port>143</port>
                      <socketType>STARTTLS</socketType>
                      <authentication>password-encrypted</authentication>
                      <username>%EMAILADDRESS%</username>
                    </incomingServer>
                    <incomingServer type="pop3">
                      <hostname>pop.freenet.test</hostname>
                      <port>995</port>
                      <socketType>SSL</socketType>
                      <authentication>password-cleartext</authentication>
                      <username>%EMAILADDRESS%</username>
                    </incomingServer>
                    <outgoingServer type="smtp">
                      <hostname>smtp.freenet.test</hostname>
                      <port>465</port>
                      <socketType>SSL</socketType>
                      <authentication>password-encrypted</authentication>
                      <username>%EMAILADDRESS%</username>
                    </outgoingServer>
                    <documentation url="http://kundenservice.freenet.test/"/>
                  </emailProvider>
                  <webMail><loginPage url="https://mail.freenet.test/"/></webMail>
                </clientConfig>
                """;

        List<Proposal> servers = read(document).orElseThrow();

        assertThat(servers)
                .extracting(Trails::line)
                .containsExactly(
                        "told imap imap.freenet.test:993 TLS",
                        "told imap imap.freenet.test:143 STARTTLS",
                        "told smtp smtp.freenet.test:465 TLS");
        assertThat(servers.get(0).userName()).isEqualTo("%EMAILADDRESS%");
        assertThat(servers.get(0).logins()).containsExactly("OAuth2", "password-encrypted");
    }

    @ParameterizedTest
    @CsvSource({"SSL, TLS", "STARTTLS, STARTTLS", "plain, NONE"})
    void socketTypesAreProtections(String socketType, String security) {
        assertThat(read(config(imap("mail.%EMAILDOMAIN%", 993, socketType))).orElseThrow())
                .extracting(Trails::line)
                .containsExactly("told imap mail.example.test:993 " + security);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.example.test;reboot", "$(reboot)", "mail.example.test --password=x", "", "mail/../x"})
    void aHostThatIsNoneIsLeftOut(String host) {
        assertThat(read(config(imap(host, 993, "SSL"))).orElseThrow()).isEmpty();
    }

    @Test
    void aServerWithoutPortOrWithAnUnknownProtectionIsLeftOut() {
        assertThat(read(config(imap("mail.example.test", 0, "SSL")
                                + imap("mail.example.test", 70_000, "SSL")
                                + imap("mail.example.test", 993, "rot13")))
                        .orElseThrow())
                .isEmpty();
    }

    @Test
    void ofVeryManyServersTheFirstTwentyCount() {
        String many = imap("mail.example.test", 993, "SSL").repeat(200);

        assertThat(read(config(many)).orElseThrow()).hasSize(20);
    }

    @Test
    void anOverlongTextIsNone() {
        String server = imap("mail.example.test", 993, "SSL").replace("%EMAILLOCALPART%", "x".repeat(2_001));

        assertThat(read(config(server)).orElseThrow().get(0).userName()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>Welcome</body></html>",
                "<clientConfig/>",
                "<!DOCTYPE clientConfig><clientConfig><emailProvider/></clientConfig>"
            })
    void otherDocumentsAreNone(String document) {
        assertThat(read(document)).isEmpty();
    }
}
