package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.Security;
import org.stagepost.imap.wire.WireLimits;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.mailbox.ProbeDepth;
import org.stagepost.model.FailureCode;

/** The endpoint test against servers that stay in the way. */
class ScriptedProbeTest {
    private static final MailboxLogin ANN = Endpoints.user("ann", "pw");
    /** Up to the end of the stage "message", in a mailbox whose server has no extensions. */
    private static final List<String> READ = List.of(
            "S: * OK [CAPABILITY IMAP4rev1] ready",
            "C: s1 LOGIN \"ann\" \"pw\"",
            "S: s1 OK [CAPABILITY IMAP4rev1] in",
            "C: s2 SELECT \"INBOX\"",
            "S: * 0 EXISTS",
            "S: s2 OK [READ-WRITE] done",
            "C: s3 LIST \"\" \"*\"",
            "S: * LIST () \"/\" INBOX",
            "S: s3 OK done",
            "C: s4 EXAMINE \"INBOX\"",
            "S: * 0 EXISTS",
            "S: * OK [UIDVALIDITY 7] valid",
            "S: s4 OK done",
            "C: s5 LSUB \"\" \"*\"",
            "S: s5 OK done",
            "C: s6 EXAMINE \"INBOX\"",
            "S: * 0 EXISTS",
            "S: * OK [UIDVALIDITY 7] valid",
            "S: s6 OK done");

    private static List<ProbeStage> probe(Security security, MailboxLogin login, ProbeDepth depth, List<String> script)
            throws IOException {
        try (ScriptedServer server = new ScriptedServer(ServerSocketFactory.getDefault(), script)) {
            Endpoint endpoint = Endpoints.of("127.0.0.1", server.port(), security, "");
            return new ImapMailboxConnector(WireScriptsTest.TIGHT).probe(endpoint, Optional.of(login), depth);
        }
    }

    private static ProbeStage last(MailboxLogin login, String... script) throws IOException {
        return last(probe(Security.NONE, login, ProbeDepth.READ, List.of(script)));
    }

    private static ProbeStage last(List<ProbeStage> stages) {
        return stages.get(stages.size() - 1);
    }

    @Test
    void disabledLoginIsNamed() throws IOException {
        ProbeStage stage = last(ANN, "S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=GSSAPI] ready");

        assertThat(stage.name()).isEqualTo("login");
        assertThat(stage.detail()).endsWith("(LOGINDISABLED); it offers GSSAPI");
        assertThat(stage.cause()).isEqualTo("The server takes no password on this connection.");
        assertThat(stage.remedy()).contains("security tls");
    }

    @Test
    void mailboxThatIsNotConnectedHasFiveCauses() throws IOException {
        ProbeStage stage = last(
                ANN,
                "S: * OK [CAPABILITY IMAP4rev1] ready",
                "C: s1 LOGIN \"ann\" \"pw\"",
                "S: s1 OK [CAPABILITY IMAP4rev1] in",
                "C: s2 EXAMINE \"INBOX\"",
                "S: s2 BAD User is authenticated but not connected.");

        assertThat(stage.name()).isEqualTo("rights");
        assertThat(stage.detail()).contains("BAD User is authenticated but not connected.");
        assertThat(stage.cause())
                .contains("no permission", "object id", "IMAP switched off", "no licence", "too many new connections");
        assertThat(stage.remedy()).contains("Add-MailboxPermission", "Set-CASMailbox");
    }

    @Test
    void refusedTokenIsExplained() throws IOException {
        ProbeStage stage = last(
                Endpoints.token("ann", "tok-canary"),
                "S: * OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2] ready",
                "C: s1 AUTHENTICATE XOAUTH2",
                "S: + ",
                "C: dXNlcj1hbm4BYXV0aD1CZWFyZXIgdG9rLWNhbmFyeQEB",
                "S: s1 NO AUTHENTICATE failed.");

        assertThat(stage.detail()).contains("(XOAUTH2): NO AUTHENTICATE failed.");
        assertThat(stage.remedy()).contains("IMAP.AccessAsApp", "domain-wide delegation");
        assertThat(stage.toString()).doesNotContain("canary");
    }

    @Test
    void throttlingIsNoWrongPassword() throws IOException {
        ProbeStage stage = last(
                ANN,
                "S: * OK [CAPABILITY IMAP4rev1] ready",
                "C: s1 LOGIN \"ann\" \"pw\"",
                "S: s1 NO [LIMIT] Too many logins");

        assertThat(stage.cause()).contains("slower pace");
    }

    @Test
    void openMailboxIsNotTrusted() throws IOException {
        ProbeStage stage = last(probe(Security.NONE, ANN, ProbeDepth.READ, List.of("S: * PREAUTH hello")));

        assertThat(stage.name()).isEqualTo("greeting");
        assertThat(stage.cause()).contains("before anybody has logged in");
    }

    @Test
    void strippedStartTlsIsNamed() throws IOException {
        ProbeStage stage =
                last(probe(Security.STARTTLS, ANN, ProbeDepth.READ, List.of("S: * OK [CAPABILITY IMAP4rev1] ready")));

        assertThat(stage.name()).isEqualTo("tls");
        assertThat(stage.cause()).contains("no STARTTLS");
    }

    @Test
    void silentServerIsNamedWithinItsTime() throws IOException {
        long before = System.nanoTime();

        ProbeStage stage = last(probe(Security.NONE, ANN, ProbeDepth.READ, List.of("H:")));

        assertThat(stage.name()).isEqualTo("greeting");
        assertThat(stage.remedy()).contains("security tls");
        assertThat(System.nanoTime() - before)
                .isLessThan(2 * WireScriptsTest.TIGHT.greeting().toNanos());
    }

    @Test
    void missingRightsAreNamed() throws IOException {
        ProbeStage stage = last(probe(
                Security.NONE,
                ANN,
                ProbeDepth.WRITE,
                List.of(
                        "S: * OK [CAPABILITY IMAP4rev1] ready",
                        "C: s1 LOGIN \"ann\" \"pw\"",
                        "S: s1 OK [CAPABILITY IMAP4rev1 ACL] in",
                        "C: s2 MYRIGHTS \"INBOX\"",
                        "S: * MYRIGHTS INBOX lrs",
                        "S: s2 OK done")));

        assertThat(stage.name()).isEqualTo("rights");
        assertThat(stage.detail()).endsWith("has the rights lrs, and lacks wi");
        assertThat(stage.remedy()).contains("access control list");
    }

    /** An administrator's login may be taken for anybody, and open nothing. */
    @Test
    void missingMailboxIsNamed() throws IOException {
        ProbeStage stage = last(
                ANN,
                "S: * OK [CAPABILITY IMAP4rev1] ready",
                "C: s1 LOGIN \"ann\" \"pw\"",
                "S: s1 OK [CAPABILITY IMAP4rev1 ACL] in",
                "C: s2 MYRIGHTS \"INBOX\"",
                "S: s2 NO Mailbox does not exist",
                "C: s3 EXAMINE \"INBOX\"",
                "S: s3 NO Mailbox does not exist");

        assertThat(stage.name()).isEqualTo("rights");
        assertThat(stage.cause()).contains("no such mailbox");
    }

    @Test
    void readOnlyTargetIsNamed() throws IOException {
        List<String> script = new ArrayList<>(READ.subList(0, 5));
        script.add("S: s2 OK [READ-ONLY] done");

        ProbeStage stage = last(probe(Security.NONE, ANN, ProbeDepth.WRITE, script));

        assertThat(stage.name()).isEqualTo("rights");
        assertThat(stage.detail()).contains("for reading only");
    }

    @Test
    void refusedFolderIsNotRemoved() throws IOException {
        Written written = new Written("S: s7 NO [ALREADYEXISTS] it is there");

        assertThat(written.stage.name()).isEqualTo("write");
        assertThat(written.stage.cause()).contains("may not make folders");
        assertThat(written.said).containsExactly("CREATE");
    }

    @Test
    void folderGoesAlsoWhenTheMessageIsRefused() throws IOException {
        Written written = new Written("S: s7 OK done", "S: s8 NO [OVERQUOTA] full", "S: s9 OK done");

        assertThat(written.stage.cause()).isEqualTo("The mailbox is full.");
        assertThat(written.stage.remedy()).isEqualTo(FailureCode.TARGET_QUOTA_FULL.hint());
        assertThat(written.said).containsExactly("CREATE", "APPEND", "DELETE");
        assertThat(written.names).hasSize(1);
    }

    @Test
    void folderThatStaysIsNamed() throws IOException {
        Written written = new Written("S: s7 OK done", "S: s8 NO [OVERQUOTA] full", "S: s9 NO never");

        assertThat(written.stage.detail())
                .contains("folder " + written.names.iterator().next() + " is left there, remove it by hand");
    }

    /** What is said to a server that answers so, one command after the other, when the test writes. */
    private static final class Written {
        private final List<String> said = new ArrayList<>();
        private final java.util.Set<String> names = new java.util.TreeSet<>();
        private final ProbeStage stage;

        Written(String... answers) throws IOException {
            List<String> script = new ArrayList<>(READ);
            for (String answer : answers) {
                script.add("R:");
                script.add(answer);
            }
            try (ScriptedServer server = new ScriptedServer(ServerSocketFactory.getDefault(), script)) {
                Endpoint endpoint = Endpoints.plain(server.port());
                stage = last(new ImapMailboxConnector(WireLimits.STANDARD)
                        .probe(endpoint, Optional.of(ANN), ProbeDepth.WRITE));
                assertThat(server.faults()).isEmpty();
                for (String line : server.recorded()) {
                    said.add(line.split(" ", -1)[1]);
                    names.add(line.replaceFirst("s\\d+ [A-Z]+ \"([^\"]*)\".*", "$1"));
                }
            }
        }
    }
}
