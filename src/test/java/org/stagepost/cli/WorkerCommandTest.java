package org.stagepost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.WorkerId;

/** A worker that finds out at once that it must not go on. */
@Timeout(60)
class WorkerCommandTest {
    private final FakeContexts contexts = new FakeContexts();
    private final List<String> done = new ArrayList<>();
    private final Path folder;

    WorkerCommandTest(@TempDir Path folder) {
        this.folder = folder;
        contexts.worker = new Unfit();
    }

    @Test
    void takesSoManyMailboxesAndEndsWithTheReasonWhyItMustNotGoOn() {
        Typed typed = worker("--max", "3");

        assertThat(contexts.log).containsExactly("work " + folder.resolve("home") + " 3");
        assertThat(done).containsExactly("start", "close");
        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.out())
                .startsWith("worker mover/1 takes 3 mailboxes at a time")
                .contains("the worker has ended");
        assertThat(typed.err()).contains("another key than the manager's");
    }

    @Test
    void whatIsTracedIsTracedFromTheBeginningAndNamedAtTheEnd() {
        Typed typed = worker("--trace", "ann@example.test", "--trace", "bob@example.test");

        assertThat(done).containsExactly("trace ann@example.test", "trace bob@example.test", "start", "close");
        assertThat(typed.out())
                .containsSubsequence(
                        "trace:   " + folder.resolve("ann@example.test.log") + "\n",
                        "trace:   no connection was opened here for bob@example.test, so there is none\n",
                        "the worker has ended\n");
    }

    private Typed worker(String... options) {
        List<String> words = new ArrayList<>(
                List.of("worker", "--home", folder.resolve("home").toString()));
        words.addAll(List.of(options));
        return Typed.in(contexts, words.toArray(String[]::new));
    }

    /** Ann's mailbox comes to it, and nobody else's. */
    private final class Unfit implements Contexts.Work {
        @Override
        public WorkerId worker() {
            return new WorkerId("mover/1");
        }

        @Override
        public Path trace(EmailAddress user) {
            done.add("trace " + user);
            return folder.resolve(user + ".log");
        }

        @Override
        public void start() {
            done.add("start");
            try {
                Files.createFile(folder.resolve("ann@example.test.log"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void drain() {
            done.add("drain");
        }

        @Override
        public Optional<MigrationException> unfit() {
            return Optional.of(new MigrationException(FailureCode.SECRET_MISSING, "another key than the manager's"));
        }

        @Override
        public void close() {
            done.add("close");
        }
    }
}
