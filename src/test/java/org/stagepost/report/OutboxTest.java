package org.stagepost.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.OutgoingMail;

class OutboxTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final EmailAddress ANN = new EmailAddress("ann@example.test");
    private static final EmailAddress BOB = new EmailAddress("bob@example.test");
    private static final MigrationException DOWN =
            new MigrationException(FailureCode.ENDPOINT_UNREACHABLE, "smtp.example.test:25 is not reachable");

    private Path home = Path.of("");
    private Path folder = home;
    private Outbox outbox = new Outbox(folder);

    @BeforeEach
    void inAnEmptyFolder(@TempDir Path empty) {
        home = empty;
        folder = home.resolve("wave-1/outbox");
        outbox = new Outbox(folder);
    }

    @Test
    void whatAWriterLeftThatWasKilledIsDeletedAndNotWhatIsBeingWritten() throws IOException {
        Path left = Files.createDirectories(folder.resolve(".20261120T1200-left.part"));
        Files.writeString(left.resolve("errors.csv"), "half");
        Path fresh = Files.createDirectories(folder.resolve(".20261120T1201-fresh.part"));
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(7200)));

        outbox.alone().orElseThrow().close();

        assertThat(left).doesNotExist();
        assertThat(fresh).exists();
    }

    @Test
    void aMailIsReadAsItWasKeptWithTheFilesOfThatTime() throws IOException {
        Path errors = Files.writeString(home.resolve("errors.csv"), "\uFEFFbefore\r\n");
        OutgoingMail mail =
                new OutgoingMail(List.of(ANN, BOB), "größe \"x\"", "text\n<b>", "<p>&lt;</p>\u2028", List.of(errors));

        KeptMail kept = outbox.keep(MailKind.FINAL_REPORT, mail, DOWN, NOON);
        Files.writeString(errors, "after");

        assertThat(new Outbox(folder).waiting()).containsExactly(kept);
        assertThat(kept.mail().attaching(List.of())).isEqualTo(mail.attaching(List.of()));
        assertThat(kept.mail().attachments()).hasSize(1).allSatisfy(file -> {
            assertThat(file).hasFileName("errors.csv").startsWith(kept.folder());
            assertThat(Files.readString(file)).isEqualTo("\uFEFFbefore\r\n");
        });
        assertThat(kept.kind()).isEqualTo(MailKind.FINAL_REPORT);
        assertThat(kept.kept()).isEqualTo(NOON);
        assertThat(kept.message()).isEqualTo(DOWN.detail());
        assertThat(kept.goesByItself()).isTrue();
    }

    @Test
    void nobodyElseReadsIt() throws IOException {
        Path errors = Files.writeString(home.resolve("errors.csv"), "x");
        outbox.keep(MailKind.FINAL_REPORT, mail("one", errors), DOWN, NOON);

        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(path -> !path.equals(folder)).toList())
                    .hasSize(3)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void mailsWaitInTheOrderTheyWereKept() {
        outbox.keep(MailKind.FINAL_REPORT, mail("second"), DOWN, NOON.plusSeconds(1));
        outbox.keep(MailKind.FIRST_STATUS, mail("first"), DOWN, NOON);
        outbox.keep(MailKind.FINAL_REPORT, mail("third"), DOWN, NOON.plusSeconds(1000));

        assertThat(subjects()).containsExactly("first", "second", "third");
    }

    @Test
    void aMailThatWasSentIsGone() throws IOException {
        KeptMail kept = outbox.keep(MailKind.FINAL_REPORT, mail("one"), DOWN, NOON);
        outbox.keep(MailKind.FINAL_REPORT, mail("two"), DOWN, NOON);

        outbox.sent(kept);

        assertThat(subjects()).containsExactly("two");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void whoGotItGetsItNoMore() {
        KeptMail kept = outbox.keep(
                MailKind.FINAL_REPORT,
                new OutgoingMail(List.of(ANN, BOB), "one", "text", "html", List.of()),
                DOWN,
                NOON);

        outbox.failed(kept, List.of(BOB), new MigrationException(FailureCode.ENDPOINT_REFUSED, "550 no"));

        KeptMail now = outbox.waiting().get(0);
        assertThat(now.mail().recipients()).containsExactly(BOB);
        assertThat(now.mail().id()).isEqualTo(kept.mail().id());
        assertThat(now.message()).isEqualTo("550 no");
        assertThat(now.goesByItself()).isFalse();
        assertThat(now.kept()).isEqualTo(NOON);
    }

    @Test
    void aMailThatIsGoneIsNotMadeAgain() {
        KeptMail kept = outbox.keep(MailKind.FINAL_REPORT, mail("one"), DOWN, NOON);
        outbox.sent(kept);

        outbox.failed(kept, List.of(ANN), DOWN);

        assertThat(kept.folder()).doesNotExist();
    }

    @Test
    void filesThatCannotBeDeletedKeepNoMailWaitingAndNoOtherFromItsTurn() throws IOException {
        KeptMail kept = outbox.keep(MailKind.FINAL_REPORT, mail("one"), DOWN, NOON);
        outbox.keep(MailKind.FINAL_REPORT, mail("two"), DOWN, NOON);
        Files.writeString(Files.createDirectory(kept.folder().resolve("folder")).resolve("file"), "somebody's");

        outbox.sent(kept);

        assertThat(subjects()).containsExactly("two");
        outbox.alone().orElseThrow().close();
    }

    @Test
    void progressIsOutdatedByLaterProgressAndByTheEnd() {
        for (MailKind newer : MailKind.values()) {
            for (KeptMail left : outbox.waiting()) {
                outbox.sent(left);
            }
            for (MailKind kind : MailKind.values()) {
                outbox.keep(kind, mail(kind.name()), DOWN, NOON.plusSeconds(kind.ordinal()));
            }

            outbox.outdate(newer);

            assertThat(subjects())
                    .as(newer.name())
                    .containsExactlyElementsOf(
                            newer == MailKind.FIRST_STATUS
                                    ? List.of("FIRST_STATUS", "PROGRESS", "FINAL_REPORT")
                                    : List.of("FIRST_STATUS", "FINAL_REPORT"));
        }
    }

    @Test
    void oneSendsAtATime() {
        outbox.keep(MailKind.FINAL_REPORT, mail("one"), DOWN, NOON);

        Outbox.Turn turn = outbox.alone().orElseThrow();

        assertThat(new Outbox(folder).alone()).isEmpty();
        turn.close();
        new Outbox(folder).alone().orElseThrow().close();
    }

    @Test
    void whatADeadProcessLeftIsNeitherSentNorKept() throws IOException {
        KeptMail kept = outbox.keep(MailKind.FINAL_REPORT, mail("one"), DOWN, NOON);
        Path half = Files.createDirectory(folder.resolve(".half.part"));
        Path gone = folder.resolve("." + kept.folder().getFileName() + ".sent");
        Files.move(kept.folder(), gone);

        assertThat(outbox.waiting()).isEmpty();
        outbox.alone().orElseThrow().close();

        assertThat(gone).doesNotExist();
        assertThat(half).exists();
    }

    @Test
    void aDamagedMailKeepsNoOtherFromBeingSent() throws IOException {
        KeptMail kept = outbox.keep(MailKind.FINAL_REPORT, mail("one"), DOWN, NOON);
        outbox.keep(MailKind.FINAL_REPORT, mail("two"), DOWN, NOON);
        Files.writeString(kept.folder().resolve("mail.json"), "{ \"id\": ");
        Files.writeString(folder.resolve("note.txt"), "somebody's");

        assertThat(subjects()).containsExactly("two");
        assertThat(kept.folder()).exists();
    }

    @Test
    void nothingIsMadeAsLongAsNothingWaits() {
        assertThat(outbox.waiting()).isEmpty();
        assertThat(outbox.alone()).isEmpty();
        outbox.outdate(MailKind.FINAL_REPORT);

        assertThat(folder).doesNotExist();
    }

    @Test
    void anOutboxThatCannotBeMadeIsAnUnusableHome() throws IOException {
        Files.writeString(home.resolve("wave-1"), "a file is in the way");

        assertThatThrownBy(() -> outbox.keep(MailKind.FINAL_REPORT, mail("one"), DOWN, NOON))
                .isInstanceOfSatisfying(MigrationException.class, failure -> assertThat(failure.code())
                        .isEqualTo(FailureCode.HOME_UNUSABLE))
                .hasMessageContaining(folder.toString());
    }

    private List<String> subjects() {
        return outbox.waiting().stream().map(kept -> kept.mail().subject()).toList();
    }

    private static OutgoingMail mail(String subject, Path... files) {
        return new OutgoingMail(List.of(ANN), subject, "text", "<p>html</p>", List.of(files));
    }
}
