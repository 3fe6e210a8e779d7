package org.stagepost.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** The checklist with all that is behind it, and a DNS server of its own. */
@RequiresServer("dnsmasq")
class DnsmasqChecklistTest {
    private static RealServer dns;

    private final InThisProcess stagepost = new InThisProcess();
    private final Path folder;

    DnsmasqChecklistTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void start() {
        dns = RealServer.start("dns", Map.of());
    }

    @AfterAll
    static void stop() {
        dns.close();
    }

    private String checklist(String server, String... more) throws IOException {
        Files.writeString(
                folder.resolve("users.csv"),
                "EmailAddress,UserName,Password\r\nann@old.example.test,ann,env:PATH\r\nbob@NEW.example.test,bob,env:PATH\r\n");
        Files.writeString(folder.resolve("wave-1.yml"), """
                name: wave-1
                type: imap
                csv: users.csv
                source: { endpoint: old-mail }
                target: { endpoint: new-mail }
                endpoints:
                  - name: old-mail
                    kind: imap
                    host: mail.old.example.test
                    login: { as: user }
                  - name: new-mail
                    kind: imap
                    host: mail.new.example.test
                    login: { as: admin, style: master-user, user: migration, password: "env:PATH" }
                """);
        String home = folder.resolve("home").toString();
        if (!Files.exists(folder.resolve("home"))) {
            assertThat(stagepost.execute(
                            "batch", "create", folder.resolve("wave-1.yml").toString(), "--home", home))
                    .as(stagepost.output())
                    .isZero();
        }
        int before = stagepost.output().length();
        String json = more.length > 0 ? more[0] : "--checklist";
        assertThat(stagepost.execute(
                        "batch", "show", "wave-1", "--checklist", "--dns-server", server, "--home", home, json))
                .as(stagepost.output())
                .isZero();
        return stagepost.output().substring(before);
    }

    @Test
    void domainsOfTheCsvAreLookedAtBeforeTheFirstRun() throws IOException {
        String text = checklist("127.0.0.1:" + dns.port(), "--mx-switched=2026-11-20T12:00:00Z");

        assertThat(text)
                .contains("to do    Let the MX records of old.example.test lead to the target")
                .contains("done     Let the MX records of new.example.test lead to the target")
                .contains("MX mail.old.example.test (TTL 0 s): leads to the source")
                .contains("the batch has no users yet");
    }

    @Test
    void silentDnsServerIsNoErrorOfTheCommand() throws IOException {
        assertThat(checklist("127.0.0.1:9", "--json"))
                .contains("\"state\" : \"unknown\"")
                .contains("\"detail\" : \"no answer from the DNS server\"");
    }
}
