package org.stagepost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stagepost.migration.KnownWorker;
import org.stagepost.migration.WorkerList;
import org.stagepost.model.Release;
import org.stagepost.model.WorkerId;
import org.stagepost.testing.QuietWorkerList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WorkerListCommandTest {
    private final FakeContexts contexts = new FakeContexts();

    private void known(KnownWorker... workers) {
        contexts.workers = new QuietWorkerList() {

            @Override
            public List<KnownWorker> all() {
                return List.of(workers);
            }
        };
    }

    private static KnownWorker worker(String id, String version, long silentSeconds, long refused, boolean draining) {
        return new KnownWorker(
                new WorkerList.SignOfLife(new WorkerId(id), 10, draining, refused),
                new Release(version),
                Instant.parse("2026-11-20T08:04:05.5Z"),
                Duration.ofMillis(silentSeconds * 1000 + 400),
                3,
                version.startsWith("1.2."));
    }

    @Test
    void everyWorkerHasALine() {
        known(
                worker("mover-1/4711", "1.2.3", 2, 0, false),
                worker("mover-2/1", "1.2.3", 0, 0, true),
                worker("mover-3/22", "1.1.0-SNAPSHOT", 1, 12, false),
                worker("mover-4/4", "1.2.3", 31, 0, false));

        Typed typed = Typed.in(contexts, "worker", "list");

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).isEqualTo("""
                Worker        Version            Mailboxes      Heard of  State
                mover-1/4711  1.2.3                3 of 10       2 s ago  there
                mover-2/1     1.2.3                3 of 10       0 s ago  draining
                mover-3/22    1.1.0-SNAPSHOT       3 of 10       1 s ago  other version, left 12 messages to others
                mover-4/4     1.2.3                3 of 10      31 s ago  silent
                """);
    }

    @Test
    void programsReadTheSame() {
        known(worker("mover-1/4711", "1.2.3", 2, 5, false));

        JsonNode one = JsonMapper.shared()
                .readTree(Typed.in(contexts, "worker", "list", "--json").out())
                .get("workers")
                .get(0);

        assertThat(one.toString())
                .isEqualTo(
                        "{\"worker\":\"mover-1/4711\",\"host\":\"mover-1\",\"version\":\"1.2.3\",\"standing\":\"there\","
                                + "\"active\":3,\"capacity\":10,\"draining\":false,\"refused\":5,"
                                + "\"started\":\"2026-11-20T08:04:05Z\",\"silentSeconds\":2}");
    }

    @Test
    void whereThereAreNoneItSaysHowToStartOne() {
        known();

        assertThat(Typed.in(contexts, "worker", "list").out()).contains("stagepost worker --max 10");
    }

    @Test
    void whereThereCanBeNoneItSaysWhatTheyNeed() {
        assertThat(Typed.in(contexts, "worker", "list").out()).contains("PostgreSQL database and a broker");
        assertThat(Typed.in(contexts, "worker", "list", "--json").out()).contains("\"workers\" : [ ]");
    }
}
