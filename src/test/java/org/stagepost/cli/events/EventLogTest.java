package org.stagepost.cli.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stagepost.cli.Samples;
import org.stagepost.cli.progress.HandClock;
import org.stagepost.job.RunResult;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.Finding;
import org.stagepost.model.FolderPath;
import org.stagepost.model.PassNumber;
import org.stagepost.model.UserId;
import org.stagepost.model.WorkerId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventLogTest {
    private static final UserId ANN = new UserId(0);
    private static final EmailAddress ADDRESS = new EmailAddress("ann@contoso.test");
    private static final String HEAD =
            "{\"schema\":1,\"time\":\"2026-11-20T12:00:00Z\",\"event\":\"%s\",\"batch\":\"wave-1\",\"pass\":2,\"worker\":\"host-1:7\"";

    private final HandClock clock = new HandClock();
    private final List<String> lines = new ArrayList<>();
    private final EventLog log = new EventLog(lines::add, clock, "host-1:7");

    private static String line(String event, String rest) {
        return HEAD.formatted(event) + rest + "}\n";
    }

    private void begin() {
        log.started(Samples.jobFile("wave-1"), new PassNumber(2), true);
        log.userStarted(ANN, ADDRESS);
        lines.clear();
    }

    private Stream<JsonNode> events(String name) {
        return lines.stream()
                .map(new JsonMapper()::readTree)
                .filter(event -> event.path("event").asString().equals(name));
    }

    @Test
    void tellsARunFromItsBeginningToItsEnd() {
        log.started(Samples.jobFile("wave-1"), new PassNumber(2), true);
        log.imported(3, 2, List.of(new Finding(Finding.Severity.ROW, "u.csv", 3, "", "no address", "")));
        log.stepStarted("initialSync");
        log.userStarted(ANN, ADDRESS);
        log.planned(ANN, 10, 1000);
        log.committed(ANN, FolderPath.of("INBOX", "a/b"), 4, 400);
        log.slowedDown("old.example.test:993 asks for a slower pace");
        log.noticed("no worker is there");
        log.waiting(Instant.parse("2026-11-20T20:00:00.5Z"));
        log.stopping();
        log.userFailed(ANN, ADDRESS, FailureCode.TARGET_QUOTA_FULL, "the mailbox is full");
        log.userEnded(ANN, ADDRESS, MigrationUserStatus.FAILED, "the mailbox is full");

        assertThat(lines)
                .containsExactly(
                        line("runStarted", ",\"resumed\":true"),
                        line("usersImported", ",\"rows\":3,\"pending\":2,\"findings\":[\"u.csv:3: no address\"]"),
                        line("step", ",\"step\":\"initialSync\""),
                        line("userStarted", ",\"user\":\"ann@contoso.test\""),
                        line("planned", ",\"user\":\"ann@contoso.test\",\"items\":10,\"bytes\":1000"),
                        line(
                                "committed",
                                ",\"user\":\"ann@contoso.test\",\"folder\":\"INBOX/a\\\\/b\",\"items\":4,\"bytes\":400"),
                        line("slowedDown", ",\"message\":\"old.example.test:993 asks for a slower pace\""),
                        line("notice", ",\"message\":\"no worker is there\""),
                        line("waiting", ",\"until\":\"2026-11-20T20:00:00Z\""),
                        line("stopping", ""),
                        line(
                                "failed",
                                ",\"user\":\"ann@contoso.test\",\"code\":\"TARGET_QUOTA_FULL\",\"message\":\"the mailbox is full\""),
                        line(
                                "userEnded",
                                ",\"user\":\"ann@contoso.test\",\"status\":\"Failed\",\"items\":4,\"bytes\":400,"
                                        + "\"message\":\"the mailbox is full\""));
    }

    @Test
    void aWorkerThatCopiesAMailboxIsNamedAsLongAsItDoes() {
        begin();
        log.atWorker(ANN, ADDRESS, new WorkerId("mover-1/1"));
        log.committed(ANN, FolderPath.INBOX, 1, 10);
        log.committed(ANN, FolderPath.INBOX, 1, 10);
        log.atWorker(ANN, ADDRESS, new WorkerId("mover-2/1"));
        log.userFailed(ANN, ADDRESS, FailureCode.TARGET_QUOTA_FULL, "the mailbox is full");
        log.userEnded(ANN, ADDRESS, MigrationUserStatus.FAILED, "the mailbox is full");
        log.userEnded(ANN, ADDRESS, MigrationUserStatus.FAILED, "again, elsewhere");

        assertThat(events("committed").map(event -> event.path("copiedBy").asString()))
                .as("what was held back is the first one's")
                .containsExactly("mover-1/1", "mover-1/1");
        assertThat(events("failed").map(event -> event.path("copiedBy").asString()))
                .containsExactly("mover-2/1");
        assertThat(events("userEnded").map(event -> event.path("copiedBy").asString("")))
                .containsExactly("mover-2/1", "");
    }

    @Test
    void endSaysHowManyUsersAreThroughAndWhatWasCopied() {
        begin();
        log.committed(ANN, FolderPath.INBOX, 4, 400);
        clock.pass(Duration.ofMillis(2500));

        log.ended(new RunResult(
                ExitCode.SOME_USERS_FAILED, "1 failed.", Samples.reportOf("wave-1"), Path.of("/srv/home/reports")));

        JsonNode end = events("runEnded").findFirst().orElseThrow();
        assertThat(end.path("exitCode").asInt()).isEqualTo(3);
        assertThat(end.path("users").asInt()).isEqualTo(2);
        assertThat(end.path("synced").asInt()).isEqualTo(2);
        assertThat(end.path("items").asLong()).isEqualTo(4);
        assertThat(end.path("bytes").asLong()).isEqualTo(400);
        assertThat(end.path("seconds").asDouble()).isEqualTo(2.5);
        assertThat(end.path("pass").asInt()).isEqualTo(1);
    }

    @Test
    void aMailboxIsToldOfOnceASecondAndNothingGetsLost() {
        begin();

        for (int slice = 0; slice < 40; slice++) {
            log.committed(ANN, FolderPath.INBOX, 1, 10);
            clock.pass(Duration.ofMillis(100));
        }
        log.userEnded(ANN, ADDRESS, MigrationUserStatus.SYNCED, "");

        assertThat(events("committed").map(event -> event.path("items").asLong()))
                .containsExactly(1L, 11L, 21L, 31L, 40L);
    }

    @Test
    void theLastSliceBeforeAPauseIsToldWithinASecond() {
        begin();
        log.committed(ANN, FolderPath.INBOX, 1, 10);
        log.committed(ANN, FolderPath.INBOX, 1, 10);

        log.beat();
        clock.pass(Duration.ofSeconds(1));
        log.beat();
        log.beat();

        assertThat(events("committed").map(event -> event.path("items").asLong()))
                .containsExactly(1L, 2L);
    }

    @Test
    void namesCannotForgeALineOrMoveACursor() {
        begin();
        log.committed(ANN, FolderPath.of("x\n{\"event\":\"runEnded\"}\u001b[2J\u2028日本"), 1, 1);

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).matches("[ -~]*\n");
        assertThat(new JsonMapper().readTree(lines.get(0)).path("folder").asString())
                .isEqualTo("x\n{\"event\":\"runEnded\"}\u001b[2J\u2028日本");
    }

    @Test
    void refusedRunEndsWithoutABatch() {
        log.refused(ExitCode.BAD_INPUT, "wave-1.yml:3: no such key");

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).contains("\"batch\":\"\",\"pass\":0").contains("\"exitCode\":2");
    }
}
