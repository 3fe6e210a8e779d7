package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.Finding;
import org.stagepost.model.FolderPath;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MailSender;
import org.stagepost.model.MigrationException;
import org.stagepost.model.OutgoingMail;
import org.stagepost.report.KeptMail;
import org.stagepost.report.MailKind;
import org.stagepost.report.Outbox;

/** What becomes of a batch's mails when its relay does not take them, and how often they come. */
class MailsJobTest {
    private static final String FINISHED = "E-mail migration batch \"wave-1\" has finished";
    private static final EmailAddress ADMIN = new EmailAddress("admin@example.test");
    private static final EmailAddress DESK = new EmailAddress("desk@example.test");
    private static final MailSender DOWN = (mail, taken) -> {
        throw new MigrationException(FailureCode.ENDPOINT_UNREACHABLE, "smtp.example.test:25 is not reachable");
    };
    private static final MailSender REFUSING = (mail, taken) -> {
        throw new MigrationException(FailureCode.ENDPOINT_REFUSED, "smtp.example.test:25 refused: 550 no");
    };

    private final JobWorld world;
    private final Path job;
    private final Path waiting;

    MailsJobTest(@TempDir Path folder) {
        world = new JobWorld(folder);
        world.seed("ann@example.test", 2);
        world.csv("EmailAddress,UserName,Password", "ann@example.test,ann@example.test,x");
        job = job();
        waiting = new HomeFolder(folder.resolve("home")).outbox(JobWorld.BATCH);
    }

    @BeforeEach
    void theRelayWorks() {
        world.relay = (mail, taken) -> world.mails.add(mail);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aRelayThatIsDownFailsNoBatchAndTheNextRunSendsTheMailOnce() {
        world.relay = DOWN;
        RunResult first = world.run(job);

        assertThat(first.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(first.message())
                .contains("the mail \"" + FINISHED + "\" waits: smtp.example.test:25 is not reachable")
                .contains("report send wave-1");
        String then = world.post.waiting(JobWorld.BATCH).get(0).mail().text();

        theRelayWorks();
        world.deliver("ann@example.test", FolderPath.INBOX, "another");
        RunResult second = world.run(job);

        assertThat(second.message()).doesNotContain("waits");
        assertThat(world.mails).extracting(OutgoingMail::subject).containsExactly(FINISHED, FINISHED);
        assertThat(world.mails.get(0).text()).isEqualTo(then).contains("Items: 4 of 4");
        assertThat(world.mails.get(1).text()).contains("Items: 5 of 5");
        world.run(job);
        assertThat(world.mails).hasSize(3);
    }

    @Test
    void anAttachmentIsTheFileAsItWasWhenTheMailWasMade() {
        world.relay = DOWN;
        world.run(job);
        List<String> statistics = new ArrayList<>();
        world.relay = (mail, taken) -> mail.attachments().stream()
                .filter(file -> file.endsWith("statistics.csv"))
                .forEach(file -> statistics.add(JobWorld.text(file)));
        world.deliver("ann@example.test", FolderPath.INBOX, "another");

        world.run(job);

        assertThat(statistics).hasSize(2);
        assertThat(statistics.get(0)).contains("ann@example.test,Synced,2,4,4,");
        assertThat(statistics.get(1)).contains("ann@example.test,IncrementalSynced,2,5,5,");
    }

    @Test
    void aRefusalForGoodIsTriedAgainOnlyWhenSomebodyAsks() {
        world.relay = REFUSING;
        RunResult first = world.run(job);
        assertThat(first.message()).contains("550 no (when the cause is mended: report send wave-1)");

        theRelayWorks();
        assertThat(world.run(job).message()).contains("550 no");
        assertThat(world.mails).hasSize(1);
        Post.Delivery delivery = world.sendMails.send(JobWorld.BATCH, List.of());

        assertThat(delivery.sent()).hasSize(1);
        assertThat(delivery.failed()).isEmpty();
        assertThat(world.mails).hasSize(2);
        assertThat(world.post.waiting(JobWorld.BATCH)).isEmpty();
    }

    @Test
    void whoGotTheMailGetsItNoSecondTime() {
        world.relay = (mail, taken) -> {
            taken.accept(ADMIN);
            throw new MigrationException(FailureCode.ENDPOINT_UNREACHABLE, "desk@example.test: 450 later");
        };
        world.run(job("notify: [admin@example.test, desk@example.test]"));

        theRelayWorks();
        world.sendMails.send(JobWorld.BATCH, List.of());

        assertThat(world.mails).hasSize(1);
        assertThat(world.mails.get(0).recipients()).containsExactly(DESK);
    }

    @Test
    void aMailThatWasSentIsNotSentAgainWhereItCannotBeForgotten() {
        world.relay = DOWN;
        world.run(job);
        Path kept = world.post.waiting(JobWorld.BATCH).get(0).folder();
        world.relay = (mail, taken) -> {
            world.mails.add(mail);
            occupy(waiting.resolve("." + kept.getFileName() + ".sent"));
        };

        Post.Delivery delivery = world.sendMails.send(JobWorld.BATCH, List.of());
        assertThat(delivery.sent()).hasSize(1);
        assertThat(delivery.failed()).isEmpty();
        assertThat(kept).exists();
        assertThat(world.post.waiting(JobWorld.BATCH)).isEmpty();
        world.sendMails.send(JobWorld.BATCH, List.of());
        theRelayWorks();
        world.run(job);

        assertThat(world.mails).hasSize(3).extracting(OutgoingMail::id).doesNotHaveDuplicates();
        assertThat(kept).doesNotExist();
    }

    @Test
    void anOutboxThatCannotBeUsedKeepsNoReportFromBeingSent() throws IOException {
        world.run(job);
        Files.createDirectories(waiting.resolve(".lock"));

        RunResult result = world.run(job);

        assertThat(result.message()).doesNotContain("was not sent");
        assertThat(world.mails).extracting(OutgoingMail::subject).containsExactly(FINISHED, FINISHED);
    }

    @Test
    void whatAnotherProcessIsSendingIsNotOutdatedMeanwhile() {
        world.run(job);
        Outbox another = new Outbox(waiting);
        OutgoingMail progress = new OutgoingMail(List.of(ADMIN), "how far", "text", "<p>html</p>", List.of());
        KeptMail kept = another.keep(
                MailKind.PROGRESS,
                progress,
                new MigrationException(FailureCode.ENDPOINT_UNREACHABLE, "not reachable"),
                Instant.now());
        Outbox.Turn turn = another.alone().orElseThrow();

        world.run(job);

        assertThat(world.mails).extracting(OutgoingMail::subject).containsExactly(FINISHED, FINISHED);
        assertThat(kept.folder()).exists();
        turn.close();
        world.run(job);
        assertThat(world.mails).extracting(OutgoingMail::subject).containsOnly(FINISHED);
        assertThat(kept.folder()).doesNotExist();
    }

    @Test
    void askingAgainWhileItIsDownTellsWhyAndKeepsTheMail() {
        world.relay = DOWN;
        world.run(job);

        Post.Delivery delivery = world.sendMails.send(JobWorld.BATCH, List.of());

        assertThat(delivery.sent()).isEmpty();
        assertThat(delivery.failed()).extracting(mail -> mail.code()).containsExactly(FailureCode.ENDPOINT_UNREACHABLE);
        assertThat(world.post.waiting(JobWorld.BATCH)).hasSize(1);
    }

    @Test
    void theReportAsItStandsIsMailedWhereNothingWaits() {
        world.run(job);
        world.mails.clear();

        world.sendMails.send(JobWorld.BATCH, List.of());
        world.sendMails.send(JobWorld.BATCH, List.of(DESK));

        assertThat(world.mails).extracting(OutgoingMail::subject).containsExactly(FINISHED, FINISHED);
        assertThat(world.mails.get(0).recipients()).containsExactly(ADMIN);
        assertThat(world.mails.get(1).recipients()).containsExactly(DESK);
        assertThat(world.mails.get(1).text()).contains("Items: 4 of 4");
        assertThat(world.mails.get(1).attachments()).isNotEmpty().noneMatch(Files::exists);
    }

    @Test
    void aReportThatNobodyIsToGetIsRefused() {
        Path silent = job("notify: []");
        world.run(silent);

        assertThatThrownBy(() -> world.sendMails.send(JobWorld.BATCH, List.of()))
                .isInstanceOfSatisfying(MigrationException.class, failure -> assertThat(failure.code())
                        .isEqualTo(FailureCode.JOB_FILE_INVALID))
                .hasMessageContaining("notify names nobody");
    }

    @Test
    void serveSendsWhatWaits() throws InterruptedException {
        world.relay = DOWN;
        world.run(job);
        AtomicInteger attempts = new AtomicInteger();
        world.relay = (mail, taken) -> {
            if (attempts.incrementAndGet() < 3) {
                DOWN.send(mail, taken);
            }
            world.mails.add(mail);
        };

        try (MailWatch watch = new MailWatch(world.queries, world.manage, world.post, Duration.ofMillis(20))) {
            watch.start();
            until(() -> !world.mails.isEmpty());
            Thread.sleep(100);
        }

        assertThat(world.mails).extracting(OutgoingMail::subject).containsExactly(FINISHED);
        assertThat(attempts).hasValue(3);
    }

    @Test
    void oneBatchThatCannotBeServedKeepsNoOtherFromIt() {
        world.seed("bob@example.test", 1);
        world.csv("more.csv", List.of("EmailAddress,UserName,Password", "bob@example.test,bob@example.test,x"));
        Path first = world.write(
                "wave-0.yml",
                JobWorld.text(job).replace("name: wave-1", "name: wave-0").replace("users.csv", "more.csv"));
        world.relay = DOWN;
        world.run(first);
        world.run(job);
        world.relay = (mail, taken) -> {
            if (mail.subject().contains("wave-0")) {
                throw new IllegalStateException("unexpected");
            }
            world.mails.add(mail);
        };

        try (MailWatch watch = new MailWatch(world.queries, world.manage, world.post, Duration.ofMillis(20))) {
            watch.start();
            until(() -> !world.mails.isEmpty());
        }

        assertThat(world.mails).extracting(OutgoingMail::subject).containsExactly(FINISHED);
    }

    @Test
    void progressIsMailedWhileTheRunGoesOnOneAtATimeAndNeverAfterItsEnd() {
        AtomicInteger atOnce = new AtomicInteger();
        world.relay = (mail, taken) -> {
            assertThat(atOnce.incrementAndGet()).isEqualTo(1);
            world.mails.add(mail);
            pause(300);
            atOnce.decrementAndGet();
        };
        world.runClock = new FastClock();
        world.servers.atOpening(() -> until(() -> world.mails.size() >= 2));

        RunResult result = world.reopened().run(job("notify: [admin@example.test]", "reportInterval: 1h"));

        assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.SUCCESS);
        int last = world.mails.size() - 1;
        assertThat(world.mails.subList(0, last)).hasSizeGreaterThanOrEqualTo(2).allSatisfy(mail -> {
            assertThat(mail.subject()).isEqualTo("E-mail migration batch \"wave-1\": 0 of 1 users are synced");
            assertThat(mail.text()).contains("The run goes on.");
        });
        assertThat(world.mails.get(last).subject()).isEqualTo(FINISHED);
        pause(1500);
        assertThat(world.mails).hasSize(last + 1);
    }

    @Test
    void noProgressIsMailedBeforeTheUsersAreKnown() {
        world.runClock = new FastClock();
        world.servers.atOpening(() -> until(() -> !world.mails.isEmpty()));
        List<Integer> before = new ArrayList<>();

        world.reopened().runner.run(job("notify: [admin@example.test]", "reportInterval: 1h"), new SilentListener() {
            @Override
            public void stepStarted(String step) {
                if (step.equals("importUsers")) {
                    pause(2500); // two looks at the clock, and hours by it
                }
            }

            @Override
            public void imported(int rows, int pending, List<Finding> findings) {
                before.add(world.mails.size());
            }
        });

        assertThat(before).containsExactly(0);
        assertThat(world.mails).hasSizeGreaterThanOrEqualTo(2).noneMatch(mail -> mail.subject()
                .contains("of 0 users"));
    }

    @Test
    void progressThatCouldNotBeSentIsForgottenWhenTheEndIsThere() {
        List<String> tried = new ArrayList<>();
        world.relay = (mail, taken) -> {
            synchronized (tried) {
                tried.add(mail.subject());
            }
            DOWN.send(mail, taken);
        };
        world.runClock = new FastClock();
        world.servers.atOpening(
                () -> until(() -> !world.post.waiting(JobWorld.BATCH).isEmpty()));

        world.reopened().run(job("notify: [admin@example.test]", "reportInterval: 1h"));

        assertThat(tried).anyMatch(subject -> subject.endsWith("0 of 1 users are synced"));
        assertThat(world.post.waiting(JobWorld.BATCH))
                .extracting(waiting -> waiting.mail().subject())
                .containsExactly(FINISHED);
    }

    private Path job(String... keys) {
        String mails = keys.length == 0 ? "notify: [admin@example.test]" : String.join("\n", keys);
        Path file = world.imapJob(mails);
        return world.write(
                "wave-1.yml",
                JobWorld.text(file)
                        + "  - { name: relay, kind: smtp, host: smtp.example.test, from: stagepost@example.test }\n");
    }

    /** Nothing can be moved there. */
    private static void occupy(Path folder) {
        try {
            Files.writeString(Files.createDirectories(folder).resolve("file"), "in the way");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void until(BooleanSupplier reached) {
        for (int i = 0; i < 1000 && !reached.getAsBoolean(); i++) {
            pause(20);
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An hour passes in a second. */
    private static final class FastClock extends Clock {
        private final Instant start = Instant.now();

        @Override
        public Instant instant() {
            return start.plus(Duration.between(start, Instant.now()).multipliedBy(3600));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
