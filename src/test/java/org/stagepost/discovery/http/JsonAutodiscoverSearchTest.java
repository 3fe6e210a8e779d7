package org.stagepost.discovery.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.discovery.Approval;
import org.stagepost.discovery.DiscoveryLogin;
import org.stagepost.discovery.Trail;
import org.stagepost.discovery.Trails;
import org.stagepost.model.EmailAddress;

class JsonAutodiscoverSearchTest {
    private static final String QUERY = "/autodiscover/autodiscover.json?Email=ann%40contoso.test&Protocol=";
    private static final String HOST = "GET https://autodiscover.contoso.test" + QUERY;
    private static final String ROOT = "GET https://contoso.test" + QUERY;

    private final FakeWeb web = new FakeWeb();
    private final Trail trail = new Trail();

    private void search() {
        new JsonAutodiscoverSearch(web, new PasswordGate(DiscoveryLogin.NOBODY, Approval.NOBODY))
                .search(new EmailAddress("ann@contoso.test"), "contoso.test", trail);
    }

    @Test
    void exchangeOnlineTellsStrangersWhereItsWebServicesAre() {
        web.with(HOST + "EWS", FakeWeb.to(302, "https://outlook.office365.com" + QUERY + "EWS"))
                .with(
                        "GET https://outlook.office365.com" + QUERY + "EWS",
                        FakeWeb.ok(
                                "{\"Protocol\":\"EWS\",\"Url\":\"https://outlook.office365.com/EWS/Exchange.asmx\"}"));

        search();

        assertThat(Trails.proposals(trail))
                .containsExactly(
                        "told exchange https://outlook.office365.com/EWS/Exchange.asmx",
                        "guessed imap outlook.office365.com:993 TLS");
        assertThat(web.requests).hasSize(2);
    }

    @Test
    void theDomainItselfIsAskedNext() {
        web.with(ROOT + "EWS", FakeWeb.ok("{\"Protocol\":\"EWS\",\"Url\":\"https://mail.contoso.test/EWS\"}"));

        search();

        assertThat(Trails.proposals(trail))
                .containsExactly(
                        "told exchange https://mail.contoso.test/EWS", "guessed imap mail.contoso.test:993 TLS");
    }

    @Test
    void whoSpeaksJsonMayKnowTheOlderProtocol() {
        web.with(
                        HOST + "EWS",
                        FakeWeb.reply(
                                400,
                                Map.of(),
                                "{\"ErrorCode\":\"InvalidProtocol\",\"ErrorMessage\":\"not supported\"}"))
                .with(
                        HOST + "AutodiscoverV1",
                        FakeWeb.ok("{\"Protocol\":\"AutodiscoverV1\",\"Url\":\"https://mail.contoso.test/v1.xml\"}"))
                .with("POST https://mail.contoso.test/v1.xml", FakeWeb.ok(PoxXmlTest.settings("mail.contoso.test")));

        search();

        assertThat(Trails.proposals(trail))
                .containsExactly("told exchange https://mail.contoso.test/EWS/Exchange.asmx");
        assertThat(Trails.steps(trail))
                .contains("autodiscover json " + HOST + "EWS -> 400: error InvalidProtocol not supported");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>hello</html>",
                "{\"Protocol\":\"EWS\",\"Url\":\"http://mail.contoso.test/EWS\"}",
                "{\"Protocol\":\"EWS\",\"Url\":\"javascript:alert(1)\"}",
                "{\"Protocol\":\"EWS\",\"Url\":{\"a\":1}}",
                "[[[[",
                ""
            })
    void whatIsNoSecureUrlIsNoProposal(String body) {
        web.with(HOST + "EWS", FakeWeb.ok(body));

        search();

        assertThat(Trails.proposals(trail)).isEmpty();
    }

    @Test
    void deepNestingIsNoAnswer() {
        web.with(HOST + "EWS", FakeWeb.ok("[".repeat(200_000)));

        search();

        assertThat(Trails.steps(trail)).contains("autodiscover json " + HOST + "EWS -> 200, but no such answer");
    }
}
