package org.stagepost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;
import org.stagepost.model.OutgoingMail;
import org.stagepost.report.MailKind;
import org.stagepost.report.Outbox;

/** {@code report}: where the page is, and mails that are asked for. */
class ReportCommandsTest {
    private static final BatchName WAVE = new BatchName("wave-1");

    private final FakeContexts contexts = new FakeContexts();
    private final Path folder;
    private final HomeFolder home;

    ReportCommandsTest(@TempDir Path folder) {
        this.folder = folder;
        this.home = new HomeFolder(folder.resolve("home"));
    }

    @BeforeEach
    void aBatch() throws IOException {
        jobFile(
                "notify: [admin@contoso.test]",
                "- { name: relay, kind: smtp, host: smtp.contoso.test, from: a@contoso.test }");
        contexts.withBatch("wave-1", Samples.user(0, "wave-1", "ann@contoso.test", MigrationUserStatus.SYNCED));
        contexts.views.put("wave-1", Samples.batch("wave-1", BatchStatus.SYNCED, folder.resolve("wave-1.yml")));
    }

    @Test
    void thePathOfThePageIsAllThatIsPrinted() throws IOException {
        Path page = home.reports(WAVE).resolve("1/report.html");
        Typed before = typed("show", "--html");
        Files.createDirectories(page.getParent());
        Files.writeString(page, "<html>");

        assertThat(before.exit()).isEqualTo(2);
        assertThat(before.err()).contains("a run writes it");
        assertThat(typed("show", "--html").out()).isEqualTo(page + System.lineSeparator());
    }

    @Test
    void theReportGoesToThoseWhomTheJobFileNotifies() {
        Typed typed = typed("send");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(typed.out())
                .isEqualTo("sent to admin@contoso.test: E-mail migration batch \"wave-1\" has finished"
                        + System.lineSeparator());
        assertThat(contexts.sent).hasSize(1);
    }

    @Test
    void theReportGoesToOthersInstead() {
        Typed typed = typed("send", "--to", "x@contoso.test", "--to", "y@contoso.test");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(contexts.sent).hasSize(1);
        assertThat(contexts.sent.get(0).recipients()).hasToString("[x@contoso.test, y@contoso.test]");
    }

    @Test
    void whatWaitsIsShownAndSent() {
        keep(FailureCode.ENDPOINT_REFUSED);

        assertThat(typed("show").out()).contains("1 mail waits:\nthe mail \"one\" waits: 550 no (when the cause is");
        assertThat(Typed.in(
                                contexts,
                                "batch",
                                "show",
                                "wave-1",
                                "--home",
                                home.root().toString())
                        .out())
                .contains("1 mail waits:");
        assertThat(Typed.in(
                                contexts,
                                "batch",
                                "show",
                                "wave-1",
                                "--json",
                                "--home",
                                home.root().toString())
                        .out())
                .contains("\"subject\" : \"one\"")
                .contains("\"failureCode\" : \"ENDPOINT_REFUSED\"");
        Typed sent = typed("send");

        assertThat(sent.out()).startsWith("sent to b@contoso.test: one");
        assertThat(contexts.sent).hasSize(1);
        assertThat(typed("show").out()).doesNotContain("waits");
    }

    @Test
    void aRelayThatRefusesEndsWithFiveAndTheMailWaitsOn() {
        keep(FailureCode.ENDPOINT_UNREACHABLE);
        contexts.relay = (mail, taken) -> {
            throw new MigrationException(FailureCode.ENDPOINT_UNREACHABLE, "smtp.contoso.test:25 is not reachable");
        };

        Typed typed = typed("send");

        assertThat(typed.exit()).isEqualTo(5);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err()).contains("the mail \"one\" waits: smtp.contoso.test:25 is not reachable");
        assertThat(typed("send", "--to", "x@contoso.test").exit()).isEqualTo(5);
        assertThat(new Outbox(home.outbox(WAVE)).waiting()).hasSize(1);
    }

    @Test
    void withoutARelayOrAnybodyToSendToItIsAnErrorWithARemedy() throws IOException {
        jobFile(
                "smtp: { endpoint: relay }",
                "- { name: relay, kind: smtp, host: smtp.contoso.test, from: a@contoso.test }");
        Typed nobody = typed("send");
        jobFile("", "");
        Typed noRelay = typed("send", "--to", "x@contoso.test");

        assertThat(nobody.exit()).isEqualTo(2);
        assertThat(nobody.err()).contains("notify names nobody; name somebody with --to");
        assertThat(noRelay.exit()).isEqualTo(2);
        assertThat(noRelay.err()).contains("names no way out for mails: write notify, or smtp:");
    }

    private void keep(FailureCode code) {
        OutgoingMail mail =
                new OutgoingMail(List.of(new EmailAddress("b@contoso.test")), "one", "text", "<p>html</p>", List.of());
        new Outbox(home.outbox(WAVE))
                .keep(MailKind.FINAL_REPORT, mail, new MigrationException(code, "550 no"), Instant.EPOCH);
    }

    private void jobFile(String key, String endpoint) throws IOException {
        Files.writeString(folder.resolve("wave-1.yml"), """
                name: wave-1
                type: imap
                csv: users.csv
                source: { endpoint: old-mail }
                target: { endpoint: new-mail }
                %s
                endpoints:
                  - { name: old-mail, kind: imap, host: old.contoso.test, login: { as: user } }
                  - { name: new-mail, kind: imap, host: new.contoso.test, login: { as: user } }
                  %s
                """.formatted(key, endpoint));
    }

    private Typed typed(String action, String... more) {
        String[] arguments = new String[more.length + 5];
        System.arraycopy(
                new String[] {"report", action, "wave-1", "--home", home.root().toString()}, 0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return Typed.in(contexts, arguments);
    }
}
