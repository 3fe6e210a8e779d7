package org.stagepost.discovery.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.credential.Secret;
import org.stagepost.discovery.DiscoveryBounds;
import org.stagepost.discovery.DiscoveryLogin;
import org.stagepost.discovery.DiscoverySettings;
import org.stagepost.discovery.Found;
import org.stagepost.discovery.Trails;
import org.stagepost.discovery.dns.DnsNames;
import org.stagepost.model.EmailAddress;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** A whole discovery between a real DNS server and web servers with certificates. */
@RequiresServer("dnsmasq")
class DnsmasqDiscoveryTest {
    private static final String POX = "/autodiscover/autodiscover.xml";
    private static final String ROOT = "POST https://contoso.test" + POX;
    private static final String HOST = "POST https://autodiscover.contoso.test" + POX;
    private static final String WAY = "GET http://autodiscover.contoso.test" + POX;
    private static final String SERVICE = "POST https://mail.contoso.test:8443" + POX;
    private static final String ELSEWHERE = "POST https://mail.contoso.test" + POX;
    private static final String OWN_HOST =
            "GET https://autoconfig.contoso.test/mail/config-v1.1.xml?emailaddress=ann%40contoso.test";
    private static final String WELL_KNOWN = "GET https://contoso.test/.well-known/autoconfig/mail/config-v1.1.xml";
    private static final String SETTINGS = PoxXmlTest.settings("ews.contoso.test");
    private static final String EXCHANGE = "told exchange https://ews.contoso.test/EWS/Exchange.asmx";
    private static final String RECORDS = """
            address=/contoso.test/203.0.113.5
            srv-host=_autodiscover._tcp.contoso.test,mail.contoso.test,8443,0,0
            address=/inside.contoso.test/127.0.0.1
            srv-host=_imaps._tcp.dot.test
            srv-host=_imap._tcp.dot.test,mail.dot.test,143,20,1
            srv-host=_imap._tcp.dot.test,low.dot.test,143,10,1
            srv-host=_imap._tcp.dot.test,high.dot.test,143,10,9
            mx-host=google.test,alt1.aspmx.l.google.com,20
            mx-host=google.test,aspmx.l.google.com,10
            cname=alias.test,www.contoso.test
            """;

    private static RealServer dns;
    private static LocalSite site;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path records = Files.writeString(folder.resolve("records.conf"), RECORDS);
        dns = RealServer.start("dns", Map.of("EXTRA_CONF", records.toString()));
        site = LocalSite.start(
                folder,
                "contoso.test",
                "autodiscover.contoso.test",
                "autoconfig.contoso.test",
                "mail.contoso.test",
                "inside.contoso.test");
    }

    @AfterAll
    static void stop() {
        site.close();
        dns.close();
    }

    @BeforeEach
    void forget() {
        site.forget();
    }

    private static DnsNames names() {
        return DnsNames.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), dns.port()));
    }

    private static Found discover(String address) {
        return discover(address, DiscoveryLogin.NOBODY, Set.of());
    }

    private static Found discover(String address, DiscoveryLogin login, Set<String> approved) {
        return new WebSearches(names(), site::dial, DiscoveryBounds.DEFAULT)
                .discovery(new DiscoverySettings(false, "", site.caFile(), "", "", approved), login)
                .discover(new EmailAddress(address));
    }

    private static List<String> pox() {
        return site.requests.stream().filter(request -> request.endsWith(POX)).toList();
    }

    @Test
    void serviceRecordsTellTheServersWithTlsFirst() {
        Found found = discover("user01@old.example.test");

        assertThat(Trails.proposals(found))
                .containsExactly(
                        "told imap mail.old.example.test:21144 TLS", "told imap mail.old.example.test:21143 STARTTLS");
        assertThat(Trails.steps(found))
                .contains(
                        "SRV _imaps._tcp.old.example.test -> mail.old.example.test:21144 (priority 0, weight 1)",
                        "MX old.example.test -> mail.old.example.test",
                        "guess mail.old.example.test -> 127.0.0.1 is private or loopback: not connected to",
                        "guess imap.old.example.test -> no such name");
    }

    @Test
    void prioritiesThenWeightsDecideAndADotRefuses() {
        Found found = discover("ann@dot.test");

        assertThat(Trails.proposals(found))
                .containsExactly(
                        "told imap high.dot.test:143 STARTTLS",
                        "told imap low.dot.test:143 STARTTLS",
                        "told imap mail.dot.test:143 STARTTLS");
        assertThat(Trails.steps(found))
                .anyMatch(step -> step.startsWith("SRV _imaps._tcp.dot.test -> not offered (target .)"));
    }

    @Test
    void theMailHostsOfAProviderAreAGuess() {
        assertThat(Trails.proposals(discover("ann@google.test")))
                .containsExactly("guessed imap imap.gmail.com:993 TLS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann@nothing.test", "ann@nomail.example.test", "ann@broken.example.test"})
    void aDomainThatTellsNothingLeavesTheStepsOnly(String address) {
        Found found = discover(address);

        assertThat(found.proposals()).isEmpty();
        assertThat(found.steps()).hasSizeGreaterThan(12);
        assertThat(Trails.steps(found)).noneMatch(step -> step.endsWith("-> "));
    }

    /** Where Autodiscover may be found. */
    enum Place {
        DOMAIN,
        HOST,
        HTTP_REDIRECTION,
        SERVICE_RECORD
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void autodiscoverIsAskedInTheDocumentedOrder(Place place) {
        List<String> asked =
                switch (place) {
                    case DOMAIN -> {
                        site.ok(ROOT, SETTINGS).ok(HOST, SETTINGS).ok(SERVICE, SETTINGS);
                        yield List.of(ROOT);
                    }
                    case HOST -> {
                        site.ok(HOST, SETTINGS)
                                .redirect(WAY, "https://mail.contoso.test" + POX)
                                .ok(ELSEWHERE, SETTINGS);
                        yield List.of(ROOT, HOST);
                    }
                    case HTTP_REDIRECTION -> {
                        site.redirect(WAY, "https://mail.contoso.test" + POX)
                                .ok(ELSEWHERE, SETTINGS)
                                .ok(SERVICE, SETTINGS);
                        yield List.of(ROOT, HOST, WAY, ELSEWHERE);
                    }
                    case SERVICE_RECORD -> {
                        site.ok(SERVICE, SETTINGS);
                        yield List.of(ROOT, HOST, WAY, SERVICE);
                    }
                };

        Found found = discover("ann@contoso.test");

        assertThat(Trails.proposals(found)).containsExactly(EXCHANGE, "guessed imap ews.contoso.test:993 TLS");
        assertThat(pox()).isEqualTo(asked);
    }

    @Test
    void redirectionsOfEveryKindAreFollowed() {
        site.redirect(ROOT, "https://mail.contoso.test/first")
                .ok(
                        "POST https://mail.contoso.test/first",
                        PoxXmlTest.account("<Action>redirectUrl</Action>"
                                + "<RedirectUrl>https://mail.contoso.test/second</RedirectUrl>"))
                .ok(
                        "POST https://mail.contoso.test/second",
                        PoxXmlTest.account(
                                "<Action>redirectAddr</Action>" + "<RedirectAddr>ann@mail.contoso.test</RedirectAddr>"))
                .ok(ELSEWHERE, SETTINGS);

        assertThat(Trails.proposals(discover("ann@contoso.test"))).contains(EXCHANGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://mail.contoso.test/x",
                "https://inside.contoso.test/x",
                "https://127.0.0.1/x",
                "https://unlisted.contoso.test/x"
            })
    void hostileRedirectionsLeadNowhere(String location) {
        site.redirect(ROOT, location).redirect(WAY, location).redirect(OWN_HOST, location);
        site.ok("POST " + location, SETTINGS)
                .ok("GET " + location, AutoconfigXmlTest.config(AutoconfigXmlTest.imap("evil.test", 993, "SSL")));

        Found found = discover("ann@contoso.test");

        assertThat(found.proposals()).isEmpty();
        assertThat(site.requests).doesNotContain("GET " + location);
        assertThat(site.dialed).allMatch(target -> target.startsWith(LocalSite.ADDRESS + ":"));
    }

    @Test
    void loopsOfRedirectionsEnd() {
        site.redirect(ROOT, "https://contoso.test" + POX)
                .redirect(WAY, "https://mail.contoso.test" + POX)
                .redirect(ELSEWHERE, "https://mail.contoso.test" + POX)
                .redirect(WELL_KNOWN, "https://mail.contoso.test/x")
                .redirect("GET https://mail.contoso.test/x", WELL_KNOWN.substring("GET ".length()));

        Found found = discover("ann@contoso.test");

        assertThat(found.proposals()).isEmpty();
        assertThat(Trails.steps(found))
                .filteredOn(step -> step.endsWith(": a loop, not followed"))
                .hasSize(3);
    }

    @Test
    void jsonTellsStrangersWhatXmlDoesNot() {
        site.answer(ROOT, 401, Map.of("WWW-Authenticate", "Basic realm=x"), "")
                .ok(
                        "GET https://autodiscover.contoso.test/autodiscover/autodiscover.json"
                                + "?Email=ann%40contoso.test&Protocol=EWS",
                        "{\"Protocol\":\"EWS\",\"Url\":\"https://ews.contoso.test/EWS/Exchange.asmx\"}");

        Found found = discover("ann@contoso.test");

        assertThat(Trails.proposals(found))
                .containsExactly(
                        EXCHANGE,
                        "guessed imap ews.contoso.test:993 TLS",
                        "guessed exchange https://contoso.test" + POX);
    }

    @Test
    void thePasswordGoesToTheApprovedHostOnly() {
        site.answer(ROOT, 401, Map.of("WWW-Authenticate", "Basic realm=x"), "")
                .answer(HOST, 401, Map.of("WWW-Authenticate", "Basic realm=x"), "");

        discover(
                "ann@contoso.test",
                new DiscoveryLogin("ann", Secret.of("hunter2-canary")),
                Set.of("autodiscover.contoso.test"));

        assertThat(site.logins).hasSize(1);
        assertThat(pox().subList(0, 3)).containsExactly(ROOT, HOST, HOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {OWN_HOST, WELL_KNOWN})
    void autoconfigIsFoundAtBothPlaces(String place) {
        site.redirect(place, "/moved.xml")
                .ok(
                        place.replaceAll("test/.*", "test/moved.xml"),
                        AutoconfigXmlTest.config(AutoconfigXmlTest.imap("imap.contoso.test", 993, "SSL")));

        Found found = discover("ann@contoso.test");

        assertThat(Trails.proposals(found)).containsExactly("told imap imap.contoso.test:993 TLS");
        assertThat(found.proposals().get(0).userName()).isEqualTo("%EMAILLOCALPART%");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE clientConfig SYSTEM 'https://contoso.test/evil.dtd'>",
                "<!DOCTYPE clientConfig [<!ENTITY x 'evil.test'>]>",
                "<!DOCTYPE clientConfig [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
            })
    void hostileDocumentsAreNone(String doctype) {
        String config = AutoconfigXmlTest.config(AutoconfigXmlTest.imap("imap.contoso.test", 993, "SSL"))
                .replace("<clientConfig", doctype + "<clientConfig");
        site.ok(OWN_HOST, config).ok(WELL_KNOWN, config);
        site.ok(ROOT, SETTINGS.replace("<Autodiscover", doctype + "<Autodiscover"));

        Found found = discover("ann@contoso.test");

        assertThat(found.proposals()).isEmpty();
        assertThat(Trails.steps(found))
                .contains(
                        "autoconfig " + WELL_KNOWN + " -> 200, but no such document",
                        "autodiscover " + ROOT + " -> 200, but no answer of Autodiscover");
        assertThat(site.requests).noneMatch(request -> request.contains("evil"));
    }

    @Test
    void anAliasIsFollowed() {
        assertThat(names().addresses("alias.test").records())
                .extracting(InetAddress::getHostAddress)
                .containsExactly(LocalSite.ADDRESS);
    }

    @Test
    void withoutADnsServerItEndsWithinItsTime() {
        DnsNames silent = DnsNames.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));
        long start = System.nanoTime();

        Found found = new WebSearches(silent, site::dial, DiscoveryBounds.DEFAULT)
                .discovery(DiscoverySettings.DEFAULT, DiscoveryLogin.NOBODY)
                .discover(new EmailAddress("ann@contoso.test"));

        assertThat(found.proposals()).isEmpty();
        assertThat(Trails.steps(found)).contains("MX contoso.test -> no answer from the DNS server");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }
}
