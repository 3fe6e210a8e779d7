package org.stagepost.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.cli.Contexts;
import org.stagepost.cli.FakeShell;
import org.stagepost.credential.Secret;
import org.stagepost.discovery.Discovery;
import org.stagepost.discovery.DiscoverySettings;
import org.stagepost.discovery.DomainLook;
import org.stagepost.imap.ImapMailboxConnector;
import org.stagepost.migration.UserCsvReader;
import org.stagepost.model.HomeFolder;
import org.stagepost.sync.Sleeper;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/** A first batch whose endpoints nobody made: asked for, tried and stored, then the batch runs. */
@RequiresServer({"dovecot", "dnsmasq"})
@Timeout(120)
class EndpointOfferDovecotTest {
    private static RealServer dovecot;
    private static RealServer dns;

    private final List<String> asked = new ArrayList<>();
    private String typedPassword = "masterpw";

    @BeforeAll
    static void start() {
        dovecot = RealServer.start("dovecot", Map.of());
        dns = RealServer.start("dns", Map.of());
    }

    @AfterAll
    static void stop() {
        dns.close();
        dovecot.close();
    }

    private static Path jobFile(Path folder) throws IOException {
        Files.writeString(
                folder.resolve("users.csv"),
                "EmailAddress,UserName,Password,TargetUserName\nuser01@old.example.test,user01,file:%s,user02\n"
                        .formatted(Files.writeString(folder.resolve("password"), "secret")));
        return Files.writeString(folder.resolve("wave-1.yml"), """
                name: wave-1
                type: imap
                csv: users.csv
                source: { endpoint: old-mail }
                target: { endpoint: new-mail }
                """);
    }

    /** By hand, because the name that DNS tells leads nowhere here. */
    private static List<String> byHand(String... login) {
        List<String> lines = new ArrayList<>(List.of(
                "yes",
                "",
                "localhost",
                "tls",
                String.valueOf(dovecot.port() + 1),
                "caFile=" + dovecot.folder().resolve("tls/ca.pem"),
                ""));
        lines.addAll(List.of(login));
        return lines;
    }

    @Test
    void theFirstBatchRunsAfterItsQuestions(@TempDir Path folder) throws IOException {
        List<String> lines = byHand("user");
        lines.addAll(byHand("admin", "master-user", "master"));
        InThisProcess stagepost = atTerminal(lines);
        String home = folder.resolve("home").toString();

        int exit = stagepost.execute("run", jobFile(folder).toString(), "--home", home);

        assertThat(exit).as(stagepost.output()).isZero();
        assertThat(stagepost.output())
                .containsSubsequence(
                        "told     imap      mail.old.example.test:21144 tls\n",
                        "SRV  _imaps._tcp.old.example.test  -> ",
                        "testing with the mailbox user01\n",
                        "stored 'old-mail'\n",
                        "testing with the mailbox user02: a folder and a message",
                        "stored 'new-mail'\n",
                        "all 1 users are synced")
                .doesNotContain("masterpw");
        assertThat(asked).containsExactly("password of endpoint new-mail");
        assertThat(stagepost.execute("endpoint", "show", "new-mail", "--home", home))
                .isZero();
        assertThat(stagepost.output()).containsPattern("login.password: +store:");
    }

    @Test
    void aRefusedPasswordIsNotStored(@TempDir Path folder) throws IOException {
        typedPassword = "wrong";
        List<String> lines = byHand("admin", "master-user", "master");
        lines.add("end");
        InThisProcess stagepost = atTerminal(lines);
        String home = folder.resolve("home").toString();

        int exit = stagepost.execute("run", jobFile(folder).toString(), "--home", home);

        assertThat(exit).as(stagepost.output()).isEqualTo(2);
        assertThat(stagepost.output()).containsPattern("login +FAILED").contains("'old-mail' was not stored");
        stagepost.execute("endpoint", "list", "--home", home);
        assertThat(stagepost.output()).endsWith("No endpoints.\n");
    }

    private InThisProcess atTerminal(List<String> lines) {
        Contexts contexts = new SpringContexts(ImapMailboxConnector::new, Sleeper.system(), purpose -> {
            asked.add(purpose);
            return Secret.of(typedPassword);
        });
        return new InThisProcess(new OwnNames(contexts), new FakeShell().typing(lines.toArray(String[]::new)));
    }

    /** Asks the test's DNS server. */
    private record OwnNames(Contexts contexts) implements Contexts {
        @Override
        public Work work(HomeFolder home, int atOnce) {
            throw new UnsupportedOperationException();
        }

        @Override
        public UserCsvReader csvReader() {
            return contexts.csvReader();
        }

        @Override
        public DomainLook domains(DiscoverySettings settings) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Discovery discovery(DiscoverySettings settings) {
            assertThat(settings.loginUser()).isEmpty();
            return contexts.discovery(new DiscoverySettings(false, "127.0.0.1:" + dns.port(), "", "", "", Set.of()));
        }

        @Override
        public boolean log(HomeFolder home) {
            return contexts.log(home);
        }

        @Override
        public Control control(HomeFolder home) {
            return contexts.control(home);
        }

        @Override
        public Run run(HomeFolder home) {
            return contexts.run(home);
        }

        @Override
        public Run runWithBroker(HomeFolder home) {
            return contexts.runWithBroker(home);
        }

        @Override
        public Sandbox sandbox(Path folder) {
            return contexts.sandbox(folder);
        }
    }
}
