package org.stagepost.discovery.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.credential.Secret;
import org.stagepost.discovery.Approval;
import org.stagepost.discovery.DiscoveryLogin;
import org.stagepost.discovery.FakeNames;
import org.stagepost.discovery.Trail;
import org.stagepost.discovery.Trails;
import org.stagepost.model.EmailAddress;

class AutodiscoverSearchTest {
    private static final EmailAddress ANN = new EmailAddress("ann@contoso.test");
    private static final String PATH = AutodiscoverSearch.PATH;
    private static final String ROOT = "POST https://contoso.test" + PATH;
    private static final String HOST = "POST https://autodiscover.contoso.test" + PATH;
    private static final String WAY = "GET http://autodiscover.contoso.test" + PATH;
    private static final String FOUND = "told exchange https://mail.contoso.test/EWS/Exchange.asmx";
    private static final String BESIDE = "guessed imap mail.contoso.test:993 TLS";
    private static final WebReply SETTINGS = FakeWeb.ok(PoxXmlTest.settings("mail.contoso.test"));
    private static final WebReply HTML = FakeWeb.ok("<html>hello</html>");

    private final FakeWeb web = new FakeWeb();
    private final FakeNames names = new FakeNames();
    private final Trail trail = new Trail();

    private void search() {
        search(DiscoveryLogin.NOBODY, Approval.NOBODY);
    }

    private void search(DiscoveryLogin login, Approval approval) {
        new AutodiscoverSearch(web, names, new PasswordGate(login, approval)).search(ANN, "contoso.test", trail);
    }

    private static WebReply toAddress(String address) {
        return FakeWeb.ok(
                PoxXmlTest.account("<Action>redirectAddr</Action><RedirectAddr>" + address + "</RedirectAddr>"));
    }

    private static WebReply toUrl(String url) {
        return FakeWeb.ok(PoxXmlTest.account("<Action>redirectUrl</Action><RedirectUrl>" + url + "</RedirectUrl>"));
    }

    @Test
    void nobodyIsAskedAfterTheDomainItselfHasAnswered() {
        web.with(ROOT, SETTINGS).with(HOST, SETTINGS);

        search();

        assertThat(Trails.proposals(trail)).containsExactly(FOUND, BESIDE);
        assertThat(web.requests).containsExactly(ROOT);
    }

    @Test
    void theHostIsAskedWhenTheDomainDoesNotKnow() {
        web.with(ROOT, HTML).with(HOST, SETTINGS);

        search();

        assertThat(Trails.proposals(trail)).containsExactly(FOUND, BESIDE);
        assertThat(Trails.steps(trail))
                .containsExactly(
                        "autodiscover " + ROOT + " -> 200, but no answer of Autodiscover",
                        "autodiscover " + HOST + " -> settings, servers in it: 1");
    }

    @Test
    void theHostMayRedirectOverHttpToHttps() {
        String elsewhere = "POST https://mail.contoso.test" + PATH;
        web.with(WAY, FakeWeb.to(302, "https://mail.contoso.test" + PATH)).with(elsewhere, SETTINGS);

        search();

        assertThat(Trails.proposals(trail)).containsExactly(FOUND, BESIDE);
        assertThat(web.requests).containsExactly(ROOT, HOST, WAY, elsewhere);
    }

    @Test
    void theServiceRecordIsAskedLast() {
        names.withService("_autodiscover._tcp.contoso.test", 0, 0, 8443, "mail.contoso.test");
        String target = "POST https://mail.contoso.test:8443" + PATH;
        web.with(target, SETTINGS);

        search();

        assertThat(Trails.proposals(trail)).containsExactly(FOUND, BESIDE);
        assertThat(web.requests).containsExactly(ROOT, HOST, WAY, target);
    }

    @Test
    void whenNobodyAnswersEveryStepIsTold() {
        search();

        assertThat(Trails.proposals(trail)).isEmpty();
        assertThat(Trails.steps(trail))
                .containsExactly(
                        "autodiscover " + ROOT + " -> no such name",
                        "autodiscover " + HOST + " -> no such name",
                        "autodiscover " + WAY + " -> no such name",
                        "SRV _autodiscover._tcp.contoso.test -> no such name");
    }

    @Test
    void errorsAndOtherStatusesLeadToTheNext() {
        web.with(
                        ROOT,
                        FakeWeb.ok("<Autodiscover><Response><Error><ErrorCode>600</ErrorCode></Error></Response>"
                                + "</Autodiscover>"))
                .with(HOST, FakeWeb.reply(503, Map.of(), ""))
                .with(WAY, FakeWeb.ok(PoxXmlTest.settings("mail.contoso.test")));

        search();

        assertThat(Trails.proposals(trail)).isEmpty();
        assertThat(Trails.steps(trail))
                .containsExactly(
                        "autodiscover " + ROOT + " -> error 600",
                        "autodiscover " + HOST + " -> 503",
                        "autodiscover " + WAY + " -> 200, but no redirection",
                        "SRV _autodiscover._tcp.contoso.test -> no such name");
    }

    @Test
    void anotherAddressIsAskedForFromTheBeginning() {
        web.with(ROOT, toAddress("ann@cloud.test")).with("POST https://autodiscover.cloud.test" + PATH, SETTINGS);

        search();

        assertThat(Trails.proposals(trail)).containsExactly(FOUND, BESIDE);
        assertThat(web.requests)
                .containsExactly(ROOT, "POST https://cloud.test" + PATH, "POST https://autodiscover.cloud.test" + PATH);
    }

    @Test
    void anotherUrlIsAsked() {
        web.with(ROOT, toUrl("https://mail.contoso.test/x")).with("POST https://mail.contoso.test/x", SETTINGS);

        search();

        assertThat(Trails.proposals(trail)).containsExactly(FOUND, BESIDE);
    }

    @Test
    void aRedirectionIsFollowedWithTheSameQuestion() {
        web.with(ROOT, FakeWeb.to(301, "https://mail.contoso.test/x"))
                .with("POST https://mail.contoso.test/x", SETTINGS);

        search();

        assertThat(Trails.proposals(trail)).containsExactly(FOUND, BESIDE);
        assertThat(Trails.steps(trail)).contains("autodiscover " + ROOT + " -> 301 to https://mail.contoso.test/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://mail.contoso.test/x", "ftp://mail.contoso.test/", "", "https://user@evil.test/"})
    void onlyHttpsIsFollowed(String location) {
        web.with(ROOT, FakeWeb.to(302, location)).with(HOST, toUrl(location)).with(WAY, FakeWeb.to(302, location));

        search();

        assertThat(web.requests).containsExactly(ROOT, HOST, WAY);
        assertThat(Trails.steps(trail))
                .filteredOn(step -> step.contains("not followed"))
                .hasSize(3);
    }

    @Test
    void aLoopOfUrlsEnds() {
        web.with(ROOT, FakeWeb.to(302, "https://a.test/"))
                .with("POST https://a.test/", toUrl("https://contoso.test" + PATH));

        search();

        assertThat(web.requests).containsExactly(ROOT, "POST https://a.test/", HOST, WAY);
        assertThat(Trails.steps(trail)).contains("autodiscover RedirectUrl of a.test -> a loop, not followed");
    }

    @Test
    void aLoopOfAddressesEnds() {
        web.with(ROOT, toAddress("ann@cloud.test"))
                .with("POST https://cloud.test" + PATH, toAddress("ann@contoso.test"));

        search();

        assertThat(web.requests.size()).isLessThan(30);
        assertThat(Trails.steps(trail)).anyMatch(step -> step.endsWith("-> a loop, not followed"));
    }

    @Test
    void aChainOfUrlsEndsAfterThree() {
        web.with(ROOT, toUrl("https://h0.test/"));
        for (int i = 0; i < 30; i++) {
            web.with("POST https://h" + i + ".test/", toUrl("https://h" + (i + 1) + ".test/"));
        }

        search();

        assertThat(web.requests).hasSize(1 + Journey.MAX_HOPS + 2);
        assertThat(Trails.steps(trail)).anyMatch(step -> step.endsWith("-> more than 3 redirections, not followed"));
    }

    @Test
    void aChainOfRedirectionsEndsAfterThree() {
        web.with(ROOT, FakeWeb.to(302, "https://h0.test/"));
        for (int i = 0; i < 30; i++) {
            web.with("POST https://h" + i + ".test/", FakeWeb.to(302, "https://h" + (i + 1) + ".test/"));
        }

        search();

        assertThat(web.requests)
                .containsExactly(
                        ROOT, "POST https://h0.test/", "POST https://h1.test/", "POST https://h2.test/", HOST, WAY);
    }

    /** Addresses count on each way, a way that led nowhere does not. */
    @Test
    void theWayOfAMailboxThatMovedIsShortEnough() {
        web.with(ROOT, FakeWeb.to(301, "https://www.contoso.test/a"))
                .with("POST https://www.contoso.test/a", FakeWeb.to(302, "https://www.contoso.test/b"))
                .with(HOST, toAddress("ann@contoso.mail.test"))
                .with(
                        "GET http://autodiscover.contoso.mail.test" + PATH,
                        FakeWeb.to(302, "https://autodiscover-s.test" + PATH))
                .with("POST https://autodiscover-s.test" + PATH, FakeWeb.to(302, "https://eu.test" + PATH))
                .with("POST https://eu.test" + PATH, SETTINGS);

        search();

        assertThat(web.requests).endsWith("POST https://eu.test" + PATH);
        assertThat(Trails.proposals(trail)).isNotEmpty();
    }

    @Test
    void aRefusalProvesNothingButThatSomebodyLivesThere() {
        web.with(ROOT, FakeWeb.reply(401, Map.of(), "")).with(HOST, FakeWeb.unauthorized("Negotiate", "Basic realm=x"));

        search();

        assertThat(Trails.proposals(trail))
                .containsExactly("guessed exchange https://autodiscover.contoso.test" + PATH);
        assertThat(Trails.steps(trail))
                .contains("autodiscover " + ROOT + " -> 401", "autodiscover " + HOST + " -> 401: wants a login");
        assertThat(web.requests).contains(WAY);
    }

    private static final DiscoveryLogin LOGIN = new DiscoveryLogin("CONTOSO\\ann", Secret.of("hunter2-canary"));

    @Test
    void anApprovedHostThatWantsALoginGetsIt() {
        web.with(HOST, FakeWeb.unauthorized("Basic realm=x")).withLogin(HOST, SETTINGS);

        search(LOGIN, "autodiscover.contoso.test"::equals);

        assertThat(web.requests).containsExactly(ROOT, HOST, HOST + " with login");
        assertThat(Trails.proposals(trail)).containsExactly(FOUND, BESIDE);
        assertThat(Trails.steps(trail).toString()).doesNotContain("hunter2-canary");
    }

    @Test
    void aHostThatIsNotApprovedDoesNotGetIt() {
        web.with(ROOT, FakeWeb.unauthorized("Basic realm=x"))
                .with(HOST, FakeWeb.to(302, "https://evil.test/"))
                .with("POST https://evil.test/", FakeWeb.unauthorized("Basic realm=x"));

        search(LOGIN, "autodiscover.contoso.test"::equals);

        assertThat(web.requests).noneMatch(request -> request.contains("with login"));
        assertThat(Trails.steps(trail))
                .contains("autodiscover POST https://evil.test/ -> 401: wants a login; "
                        + "evil.test is not approved to receive the password");
    }

    @Test
    void aRedirectionAfterTheLoginIsFollowedWithoutIt() {
        web.with(HOST, FakeWeb.unauthorized("Basic realm=x"))
                .withLogin(HOST, FakeWeb.to(302, "https://evil.test/"))
                .with("POST https://evil.test/", FakeWeb.unauthorized("Basic realm=x"));

        search(LOGIN, "autodiscover.contoso.test"::equals);

        assertThat(web.requests.subList(0, 4))
                .isEqualTo(List.of(ROOT, HOST, HOST + " with login", "POST https://evil.test/"));
        assertThat(web.requests).noneMatch(request -> request.equals("POST https://evil.test/ with login"));
    }

    @Test
    void aServerThatDoesNotOfferBasicDoesNotGetIt() {
        web.with(HOST, FakeWeb.unauthorized("Negotiate"));

        search(LOGIN, host -> true);

        assertThat(web.requests).noneMatch(request -> request.contains("with login"));
        assertThat(Trails.steps(trail))
                .contains("autodiscover " + HOST + " -> 401: wants a login, but not by Basic authentication");
    }

    @Test
    void aLoginThatIsRefusedIsNotTriedAgainThere() {
        web.with(HOST, FakeWeb.unauthorized("Basic realm=x")).withLogin(HOST, FakeWeb.unauthorized("Basic realm=x"));

        search(LOGIN, host -> true);

        assertThat(web.requests)
                .filteredOn(request -> request.contains("with login"))
                .hasSize(1);
        assertThat(Trails.steps(trail)).contains("autodiscover " + HOST + " -> 401: the login is refused");
    }
}
