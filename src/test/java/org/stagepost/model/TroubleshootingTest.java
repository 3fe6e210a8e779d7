package org.stagepost.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stagepost.testing.Golden;

/** The document that is made of failure codes and exit codes, and of what they mean in words. */
class TroubleshootingTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final String HEAD = """
            # Troubleshooting

            One name for each thing that goes wrong, the same in reports, log, mails and on the screen. How far it reaches says what is given up;
            everything else goes on. [Metrics](monitoring.md) count failures by the same names.

            | code | reaches | try again | what to do |
            |---|---|---|---|
            """;
    private static final String AROUND = """

            ## Where to look
            1. `batch show BATCH`: where the batch and its users stand. `user show ADDRESS`: one user's failure and skipped messages.
            2. `reports/BATCH/PASS/` in the home folder: `errors.csv` names each failed user with code, message and hint, `skipped.csv` each message
               that was left behind ([reports.md](reports.md)).
            3. `logs/stagepost.log` in the home folder: the same codes, with what happened before.
            4. `batch start BATCH --validate-only` and `endpoint test NAME` try servers, logins and users, and change nothing.
            """;

    private final Properties meanings = read("failure-meanings.properties");
    private final Properties exits = read("exit-meanings.properties");

    @Test
    void everyCodeIsExplained() {
        assertThat(meanings.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(names(FailureCode.values()));
        assertThat(exits.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(names(ExitCode.values()));
    }

    private static Iterable<String> names(Enum<?>... values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    @Test
    void theDocumentSaysWhatTheCodesSay() {
        Golden.matches("../../../docs/troubleshooting.md", HEAD + rows() + AROUND + exitCodes() + sections());
    }

    private static String rows() {
        return Arrays.stream(FailureCode.values())
                .map(code -> "| [%s](#%s) | %s | %s | %s |\n"
                        .formatted(
                                code.name(),
                                code.name().toLowerCase(Locale.ROOT),
                                word(code.reach()),
                                word(code.retry()),
                                code.hint()))
                .collect(Collectors.joining());
    }

    private String exitCodes() {
        return "\n## Exit codes\n| exit code | means | a command ends so with |\n|---|---|---|\n"
                + Arrays.stream(ExitCode.values())
                        .map(exit -> "| %d | %s | %s |\n"
                                .formatted(exit.number(), exits.getProperty(exit.name()), ending(exit)))
                        .collect(Collectors.joining())
                + "\nA batch that was begun never ends with 2: what is wrong by then is 5. Unknown numbers mean failure.\n";
    }

    private static String ending(ExitCode exit) {
        return Stream.of(FailureCode.values())
                .filter(code -> ExitCode.of(code) == exit)
                .filter(code -> code.reach() != Reach.ITEM)
                .map(FailureCode::name)
                .collect(Collectors.joining(", "));
    }

    private String sections() {
        return "\n## The codes one by one\n"
                + Arrays.stream(FailureCode.values()).map(this::section).collect(Collectors.joining());
    }

    private String section(FailureCode code) {
        return """

                ### %s
                %s
                * **Reaches**: %s
                * **Tried again**: %s
                * **Exit code**: %s
                * **What to do**: %s
                * **Shown in**: %s
                """.formatted(
                        code.name(),
                        meanings.getProperty(code.name(), "(no words)"),
                        reach(code),
                        retry(code),
                        exit(code),
                        code.hint(),
                        shown(code));
    }

    private static String reach(FailureCode code) {
        if (isOfVerifyOnly(code)) {
            return "this user, who is not verified; the others are.";
        }
        return switch (code.reach()) {
            case ITEM ->
                code == FailureCode.ITEM_VANISHED
                        ? "this message, which is not there any more; it counts against no limit."
                        : "this message; it is left behind, and counts against the limits of the job file.";
            case FOLDER ->
                code == FailureCode.FOLDER_GONE
                        ? "this folder; the user's other folders are copied, and the end of the run names it."
                        : "this folder; the user's other folders are copied, then the user fails.";
            case MAILBOX -> "this user, who fails; the others go on.";
            case ENDPOINT -> "every user of the server: the batch ends, and can be restarted.";
            case BATCH -> "the batch, or the command.";
        };
    }

    private static boolean isOfVerifyOnly(FailureCode code) {
        return code == FailureCode.CHANGED_MEANWHILE;
    }

    private static String retry(FailureCode code) {
        if (isOfVerifyOnly(code)) {
            return "not by itself: `verify` again looks at this user.";
        }
        return switch (code.retry()) {
            case NEVER ->
                code.reach() == Reach.ITEM
                        ? "not in this pass."
                        : "when you restart; it fails likewise until somebody has changed something.";
            case LATER ->
                code.reach() == Reach.MAILBOX || code.reach() == Reach.FOLDER
                        ? "by itself as often as `autoRetryCount` says, and when you restart."
                        : "when you start again.";
            case NOW -> "at once, a few times; then as often as `autoRetryCount` says, and when you restart.";
        };
    }

    private static String exit(FailureCode code) {
        int alone = ExitCode.of(code).number();
        if (isOfVerifyOnly(code)) {
            return "%d of `verify`.".formatted(alone);
        }
        return switch (code.reach()) {
            case ITEM -> "0, as long as no limit is exceeded.";
            case FOLDER, MAILBOX ->
                alone == ExitCode.SOME_USERS_FAILED.number()
                        ? "3 of a batch in which users failed with it."
                        : "3 of a batch in which users failed with it; %d of a command that ends with it."
                                .formatted(alone);
            case ENDPOINT -> "%d.".formatted(alone);
            case BATCH ->
                alone == ExitCode.BAD_INPUT.number() ? "2; 5 where the batch had begun." : "%d.".formatted(alone);
        };
    }

    private static String shown(FailureCode code) {
        if (isOfVerifyOnly(code)) {
            return "what `verify` prints, and `manifest.json`.";
        }
        return switch (code.reach()) {
            case ITEM ->
                code == FailureCode.ITEM_VANISHED
                        ? "`statistics.csv`: it is neither synced nor skipped."
                        : "`skipped.csv`, `report.json`, `user show`.";
            case FOLDER, MAILBOX -> "`errors.csv`, `report.json`, final mail, `user show`, log.";
            case ENDPOINT -> "the end of the run, final mail, `batch show`, log.";
            case BATCH ->
                "the end of the command, on standard error; of a batch that had begun also log and `batch show`.";
        };
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    private static Properties read(String name) {
        Properties words = new Properties();
        try (Reader reader = Files.newBufferedReader(RESOURCES.resolve(name), StandardCharsets.UTF_8)) {
            words.load(reader);
            return words;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
