package org.stagepost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.discovery.Discovery;
import org.stagepost.discovery.DiscoverySettings;
import org.stagepost.discovery.DomainLook;
import org.stagepost.migration.UserCsvReader;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

class UsageErrorsTest {
    private final FakeContexts contexts = new FakeContexts();

    @ParameterizedTest
    @CsvSource({
        "rnu, run",
        "restrat, restart",
        "bach, batch",
        "batch lsit, list",
        "endpoint craete, create",
        "user sow, show",
        "csv chek, check",
    })
    void unknownCommandNamesTheNearest(String typed, String meant) {
        Typed answer = Typed.in(contexts, typed.split(" "));

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err()).contains("unknown command").contains("did you mean '" + meant + "'?");
        assertThat(answer.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "batch list --jsno, --json",
        "run x.yml --quite, --quiet",
        "demo --kepe, --keep",
        "batch list --hom, --home"
    })
    void unknownOptionNamesTheNearest(String typed, String meant) {
        Typed answer = Typed.in(contexts, typed.split(" "));

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err()).contains("unknown option").contains("did you mean '" + meant + "'?");
        assertThat(contexts.log).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "restart",
                "batch show",
                "user list",
                "user show",
                "endpoint create",
                "endpoint show",
                "endpoint test",
                "endpoint remove",
                "endpoint set",
                "csv check",
                "csv check users.csv",
                "report show"
            })
    void missingNameIsRefused(String typed) {
        Typed answer = Typed.in(contexts, typed.split(" "));

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err()).contains("error: missing required");
        assertThat(contexts.log).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "restart",
                "batch show",
                "user list",
                "user show",
                "endpoint show",
                "endpoint test",
                "endpoint remove",
                "endpoint set",
                "report show"
            })
    void emptyNameNeverMeansAll(String typed) {
        contexts.withBatch("wave-1");
        contexts.stored.put("old-mail", Samples.endpoint("old-mail", "env:OLD"));
        String[] arguments = (typed + " ").split(" ", -1);

        Typed answer = Typed.in(contexts, arguments);

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err()).startsWith("error: ");
        assertThat(contexts.stored).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "batch", "csv", "endpoint", "report", "user"})
    void groupAloneShowsItsCommands(String typed) {
        Typed answer = typed.isEmpty() ? Typed.in(contexts) : Typed.in(contexts, typed);

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err()).contains("Commands:");
        assertThat(answer.out()).isEmpty();
    }

    @Test
    void emptyHomeIsNotTheWorkingFolder() {
        Typed answer = Typed.in(contexts, "batch", "list", "--home", "");

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(contexts.log).isEmpty();
    }

    @Test
    void atSignReadsNoFile() {
        Typed answer = Typed.in(contexts, "batch", "@pom.xml");

        assertThat(answer.err()).contains("unknown command '@pom.xml'");
    }

    @ParameterizedTest
    @CsvSource({
        "--home /srv/a, /srv/b, /srv/a",
        "--quiet, /srv/b, /srv/b",
        "--quiet, '', ~/.stagepost",
    })
    void homeIsTheOptionElseTheVariableElseTheUsersFolder(String options, String variable, String expected) {
        String home = expected.replace("~", System.getProperty("user.home"));

        Typed.in(contexts, new FakeShell().with("STAGEPOST_HOME", variable), ("batch list " + options).split(" "));

        assertThat(contexts.log).containsExactly("look " + home, "closed");
    }

    @Test
    void knownFailureIsWordsAndItsOwnExitCode() {
        contexts.batch = listener -> {
            throw new MigrationException(FailureCode.BATCH_ALREADY_RUNNING, "process 42 runs wave-1");
        };

        Typed answer = Typed.in(contexts, "run", "wave-1.yml");

        assertThat(answer.exit()).isEqualTo(75);
        assertThat(answer.err())
                .isEqualTo("error: process 42 runs wave-1\nhint:  Wait until the other run has ended.\n");
        assertThat(contexts.log).endsWith("closed");
    }

    @Test
    void everyFaultOfAJobFileIsPrintedAndControlCharactersAreNot() {
        contexts.batch = listener -> {
            throw new MigrationException(FailureCode.JOB_FILE_INVALID, "a.yml:1: one\na.yml:2: two\u001b[2J");
        };

        Typed answer = Typed.in(contexts, "run", "a.yml");

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err()).startsWith("error: a.yml:1: one\na.yml:2: two\\u001B[2J\nhint:");
    }

    @Test
    void defectIsOneLineWithoutItsMessage() {
        contexts.batch = listener -> {
            throw new IllegalStateException("hunter2-canary");
        };

        Typed answer = Typed.in(contexts, "run", "a.yml", "--home", "/srv/home");

        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.err().lines()).hasSize(2);
        assertThat(answer.err())
                .startsWith("error: a defect of Stagepost: java.lang.IllegalStateException at ")
                .contains("/srv/home/logs")
                .doesNotContain("hunter2-canary");
    }

    @Test
    void defectPointsToNoLogThatCannotBeWritten() {
        contexts.canLog = false;
        contexts.batch = listener -> {
            throw new IllegalStateException("hunter2-canary");
        };

        Typed answer = Typed.in(contexts, "run", "a.yml", "--home", "/srv/home");

        assertThat(answer.err())
                .contains("There is no log file: /srv/home/logs cannot be written")
                .doesNotContain("It is in");
    }

    @Test
    void homeThatCannotBeUsedIsBadInput() {
        var unusable = new UnusableHome();

        Typed answer = Typed.in(unusable, "batch", "list");

        assertThat(answer.exit()).isEqualTo(ExitCode.BAD_INPUT.number());
        assertThat(answer.err()).contains("cannot write").contains("--home");
    }

    @Test
    void exitCodeListsSayTheRealNumbers() {
        List<String> lines = List.of(
                ExitText.DONE,
                ExitText.INTERNAL,
                ExitText.BAD_INPUT,
                ExitText.SOME_FAILED,
                ExitText.STOPPED,
                ExitText.BATCH_FAILED,
                ExitText.ALREADY_RUNNING);

        assertThat(lines.stream().map(line -> Integer.valueOf(line.strip().split(":")[0])))
                .containsExactly(
                        Arrays.stream(ExitCode.values()).map(ExitCode::number).toArray(Integer[]::new));
    }

    private static final class UnusableHome implements Contexts {
        private final Contexts rest = new FakeContexts();

        @Override
        public Work work(HomeFolder home, int atOnce) {
            throw new UnsupportedOperationException();
        }

        @Override
        public UserCsvReader csvReader() {
            return rest.csvReader();
        }

        @Override
        public DomainLook domains(DiscoverySettings settings) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Discovery discovery(DiscoverySettings settings) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean log(HomeFolder home) {
            return rest.log(home);
        }

        @Override
        public Control control(HomeFolder home) {
            throw new MigrationException(FailureCode.HOME_UNUSABLE, "cannot write " + home.root());
        }

        @Override
        public Run run(HomeFolder home) {
            return rest.run(home);
        }

        @Override
        public Run runWithBroker(HomeFolder home) {
            return rest.runWithBroker(home);
        }

        @Override
        public Sandbox sandbox(Path folder) {
            return rest.sandbox(folder);
        }
    }
}
