package org.stagepost.discovery.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.discovery.DomainState;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** Records with their times, from a real DNS server. */
@RequiresServer("dnsmasq")
class DnsmasqLookTest {
    private static RealServer dns;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path records = Files.writeString(folder.resolve("records.conf"), """
                local-ttl=86400
                txt-record=old.example.test,"hello"
                txt-record=old.example.test,"V=SPF1 mx"," -all\\033[2J"
                """);
        dns = RealServer.start("dns", Map.of("EXTRA_CONF", records.toString()));
    }

    @AfterAll
    static void stop() {
        dns.close();
    }

    private static DnsLook look() {
        return DnsLook.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), dns.port()));
    }

    private static DomainState look(String domain) {
        return look().look(List.of(domain)).get(0);
    }

    @Test
    void recordsComeWithTheirTimes() {
        DomainState seen = look("new.example.test");

        assertThat(seen.mail())
                .hasToString("mail.new.example.test (TTL 86400 s), backup.new.example.test (TTL 86400 s)");
        assertThat(seen.alias()).hasToString("mail.new.example.test (TTL 86400 s)");
        assertThat(seen.addresses().values()).containsExactly("127.0.0.1");
        assertThat(seen.service()).hasToString("no such name");
        assertThat(seen.senders()).hasToString("v=spf1 -all (TTL 86400 s)");
    }

    @Test
    void servicesAndSplitTextsAreReadAndTextsOfOtherUseAreNot() {
        DomainState seen = look("old.example.test");

        assertThat(seen.service().values()).containsExactly("mail.old.example.test");
        assertThat(seen.addresses().values()).containsExactly("127.0.0.1");
        assertThat(seen.senders().values()).hasSize(1).allMatch(text -> text.startsWith("V=SPF1 mx -all"));
        assertThat(seen.senders().toString()).doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void whatIsNotThereIsKnown() {
        assertThat(look("nomail.example.test").mail().values()).containsExactly(".");
        DomainState seen = look("nothing.test");
        assertThat(List.of(seen.mail(), seen.alias(), seen.addresses(), seen.service(), seen.senders()))
                .allMatch(DomainState.Reply::known)
                .allMatch(reply -> reply.toString().equals("no such name"));
        assertThat(look().addresses("mail.new.example.test").values()).containsExactly("127.0.0.1");
        assertThat(look().addresses("192.0.2.1").values()).containsExactly("192.0.2.1");
    }

    @Test
    void silenceIsNotKnownAndEndsSoonForManyDomains() {
        DnsLook silent = DnsLook.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));
        long start = System.nanoTime();

        List<DomainState> seen = silent.look(
                IntStream.range(0, 40).mapToObj(i -> "d" + i + ".test").toList());

        assertThat(seen).hasSize(40).noneMatch(state -> state.mail().known());
        assertThat(seen.get(7).domain()).isEqualTo("d7.test");
        assertThat(seen.get(7).senders()).hasToString("no answer from the DNS server");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }
}
