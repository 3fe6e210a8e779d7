package org.stagepost.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.discovery.DomainState;
import org.stagepost.discovery.DomainState.Entry;
import org.stagepost.discovery.DomainState.Reply;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Security;

/** What is decided from what DNS said; nobody is asked here. */
class DomainTasksTest {
    private static final Reply NONE = Reply.none("no such name");
    private static final Reply SILENT = Reply.unknown("no answer from the DNS server");
    private static final SwitchedServers SERVERS = new SwitchedServers(
            endpoint("imap.old.example.test"),
            endpoint("imap.new.example.test"),
            List.of("192.0.2.1"),
            List.of("203.0.113.5"));

    private static Endpoint endpoint(String host) {
        return Endpoint.at("mail", EndpointKind.IMAP, host, 993, Protection.of(Security.TLS, ""));
    }

    private static Reply reply(long ttl, String... values) {
        return Reply.of(
                Arrays.stream(values).map(value -> new Entry(value, ttl)).toList());
    }

    private static List<String> lines(Reply mail, Reply alias, Reply addresses, Reply service, Reply senders) {
        return new DomainTasks(SERVERS, new DomainState("contoso.test", mail, alias, addresses, service, senders))
                .all().stream()
                        .map(task -> task.state().word() + ": " + task.detail())
                        .toList();
    }

    private static String mail(Reply reply) {
        return lines(reply, NONE, NONE, NONE, NONE).get(0);
    }

    private static String senders(String... records) {
        return lines(NONE, NONE, NONE, NONE, reply(60, records)).get(2);
    }

    @Test
    void domainThatIsAtTheTargetIsDone() {
        assertThat(lines(
                        reply(86_400, "imap.new.example.test"),
                        reply(86_400, "imap.new.example.test"),
                        NONE,
                        NONE,
                        reply(86_400, "v=spf1 mx -all")))
                .containsExactly(
                        "done: MX imap.new.example.test (TTL 86400 s)",
                        "done: CNAME imap.new.example.test (TTL 86400 s)",
                        "done: it says: mx -all (TTL 86400 s); mx allows it, a guess: it may send from elsewhere",
                        "done: no record that is still to be changed has more");
    }

    @Test
    void domainThatIsAtTheSourceIsToBeSwitchedAndItsTimesAreToBeLoweredBefore() {
        assertThat(lines(
                        reply(86_400, "imap.old.example.test"),
                        NONE,
                        reply(3_600, "192.0.2.1"),
                        NONE,
                        reply(7_200, "v=spf1 ip4:192.0.2.0/24 -all")))
                .containsExactly(
                        "to do: MX imap.old.example.test (TTL 86400 s): leads to the source",
                        "to do: address 192.0.2.1 (TTL 3600 s): leads to the source",
                        "unknown: it says: ip4:192.0.2.0/24 -all (TTL 7200 s); whether the target sends from there cannot"
                                + " be known from here",
                        "to do: imap.old.example.test has 86400 s, v=spf1 ip4:192.0.2.0/24 -all has 7200 s: lower it"
                                + " before the switch");
    }

    @Test
    void whatDnsDoesNotAnswerIsUnknownWithTheReason() {
        assertThat(lines(SILENT, SILENT, SILENT, SILENT, SILENT))
                .hasSize(4)
                .containsOnly("unknown: no answer from the DNS server");
    }

    @Test
    void mailHostsAreJudgedByNameAndGuessesAreMarked() {
        assertThat(mail(reply(60, "mx1.new.example.test", "imap.new.example.test")))
                .startsWith("done: ")
                .endsWith("a guess by its name");
        assertThat(mail(reply(60, "mx1.new.example.test", "mx.old.example.test")))
                .startsWith("to do: ")
                .endsWith("leads to the source, a guess by its name");
        assertThat(mail(reply(60, "mx.filter.test"))).startsWith("unknown: ").contains("neither source nor target");
        assertThat(mail(reply(60, "imap.new.example.test", "mx.filter.test"))).startsWith("unknown: ");
        assertThat(mail(NONE)).isEqualTo("to do: no MX record: no such name");
        assertThat(mail(reply(60, "."))).startsWith("unknown: MX .");
    }

    @Test
    void autodiscoverIsFoundAsOutlookDoes() {
        Reply target = reply(60, "imap.new.example.test");
        assertThat(lines(NONE, NONE, reply(60, "203.0.113.5"), reply(60, "imap.old.example.test"), NONE)
                        .get(1))
                .isEqualTo("done: address 203.0.113.5 (TTL 60 s)");
        assertThat(lines(NONE, NONE, NONE, target, NONE).get(1)).startsWith("done: SRV ");
        assertThat(lines(NONE, NONE, SILENT, NONE, NONE).get(1)).startsWith("unknown: ");
        assertThat(lines(NONE, NONE, NONE, NONE, NONE).get(1))
                .isEqualTo("done: no record, so none leads to the source");
    }

    @ParameterizedTest
    @CsvSource({
        "v=spf1 include:spf.new.example.test -all, done",
        "v=spf1 redirect=spf.new.example.test, done",
        "v=spf1 +a:imap.new.example.test/24 ~all, done",
        "v=spf1 ip4:203.0.113.0/29 -all, done",
        "v=spf1 ip4:203.0.113.8/29 -all, unknown",
        "v=spf1 ip4:203.0.113.0/x -all, unknown",
        "v=spf1 ip6:2001:db8::/32 -all, unknown",
        "v=spf1 -include:spf.new.example.test include:other.test ?all, unknown",
        "v=spf1 -all, to do",
        "v=spf1, to do"
    })
    void sendersAreReadAsFarAsNamesAndAddressesTell(String record, String state) {
        assertThat(senders(record)).startsWith(state + ": ");
    }

    @Test
    void oneSenderRecordCountsAndNoMore() {
        assertThat(senders()).isEqualTo("to do: no SPF record");
        assertThat(senders("v=spf1 mx", "v=spf1 a")).startsWith("to do: 2 SPF records, of which none counts");
    }
}
