package org.stagepost.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stagepost.cli.terminal.Columns;
import org.stagepost.cli.terminal.Printable;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.migration.BatchValidation;
import org.stagepost.migration.BatchValidation.EndpointCheck;
import org.stagepost.migration.BatchValidation.Outlook;
import org.stagepost.migration.BatchValidation.Problem;
import org.stagepost.migration.BatchValidation.UserCheck;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.Finding;

/** What {@code batch start --validate-only} and {@code run --dry-run} print: the endpoints, then a line for each user, and a sentence. */
final class ValidationViews {
    private record Validation(
            int schema,
            String batch,
            boolean passed,
            List<Endpoint> endpoints,
            List<Fault> failures,
            List<User> users,
            List<String> warnings) {}

    private record Endpoint(String name, boolean passed, List<Fault> problems) {
        private static Endpoint of(EndpointCheck check) {
            List<Fault> problems = check.stages().stream()
                    .filter(stage -> !stage.passed())
                    .map(Fault::of)
                    .toList();
            return new Endpoint(check.endpoint().name(), check.passed(), problems);
        }

        private Stream<Line> lines() {
            return Line.of(name, passed ? Outlook.FINE : Outlook.FAILS, problems);
        }
    }

    /**
     * @param outlook fine, fails, through or unknown
     * @param changes what a run would do in the directories, as LDIF change records
     */
    private record User(
            int row,
            String emailAddress,
            String outlook,
            List<Fault> problems,
            List<String> remarks,
            List<String> changes) {
        private static User of(UserCheck user) {
            return new User(
                    user.line(),
                    user.address(),
                    user.outlook().name().toLowerCase(Locale.ROOT),
                    user.problems().stream().map(Fault::of).toList(),
                    user.plan().remarks(),
                    user.plan().changes());
        }

        private Stream<Line> lines() {
            String label = emailAddress.isBlank() ? "row " + row : emailAddress;
            Outlook how = Outlook.valueOf(outlook.toUpperCase(Locale.ROOT));
            return problems.isEmpty()
                    ? Stream.of(new Line(label, how, String.join("; ", remarks)))
                    : Line.of(label, how, problems);
        }
    }

    /** @param failureCode of a user or a directory; of an endpoint's test the stage */
    private record Fault(String failureCode, String message, String hint) {
        private static Fault of(Problem problem) {
            return new Fault(problem.code().name(), problem.message(), problem.hint());
        }

        private static Fault of(ProbeStage stage) {
            return new Fault(stage.name(), stage.detail(), stage.remedy());
        }

        private String phrase() {
            String remedy = message.endsWith(")") ? ". " + hint : " (" + hint + ")"; // never two brackets
            return failureCode + ": " + message + (hint.isEmpty() ? "" : remedy);
        }
    }

    private record Line(String label, Outlook outlook, String detail) {
        private static Stream<Line> of(String label, Outlook outlook, List<Fault> problems) {
            return problems.isEmpty()
                    ? Stream.of(new Line(label, outlook, ""))
                    : problems.stream().map(problem -> new Line(label, outlook, problem.phrase()));
        }
    }

    private final Terminal terminal;
    private final BatchValidation found;
    private final List<Endpoint> endpoints;
    private final List<Fault> failures;
    private final List<User> users;

    ValidationViews(Terminal terminal, BatchValidation found) {
        this.terminal = terminal;
        this.found = found;
        this.endpoints = found.endpoints().stream().map(Endpoint::of).toList();
        this.failures = found.failures().stream().map(Fault::of).toList();
        this.users = found.users().stream().map(User::of).toList();
    }

    String text() {
        List<Line> lines = lines().toList();
        int width =
                lines.stream().mapToInt(line -> Columns.of(line.label())).max().orElse(0);
        return warnings() + lines.stream().map(line -> rendered(line, width)).collect(Collectors.joining());
    }

    /** What a run would change in the directories, as LDIF (RFC 2849); a blank line ends each record. */
    String ldif() {
        return users.stream()
                .filter(user -> !user.changes().isEmpty())
                .map(user -> "# " + user.emailAddress() + "\n" + String.join("", user.changes()))
                .reduce("\n", String::concat);
    }

    /** Only what is wrong. */
    String problems() {
        return lines().filter(line -> line.outlook() == Outlook.FAILS)
                .map(line -> rendered(line, Columns.of(line.label())))
                .collect(Collectors.joining());
    }

    private String warnings() {
        return warningTexts()
                .map(text -> "warning: " + Printable.line(text) + "\n")
                .collect(Collectors.joining());
    }

    /** Rows that are left out have lines of their own. */
    private Stream<String> warningTexts() {
        return found.warnings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.WARNING)
                .map(Finding::toString);
    }

    private Stream<Line> lines() {
        return Stream.of(
                        endpoints.stream().flatMap(Endpoint::lines),
                        Line.of(found.batch().value(), Outlook.FAILS, failures).filter(line -> !failures.isEmpty()),
                        users.stream().flatMap(User::lines))
                .flatMap(part -> part);
    }

    private String rendered(Line line, int width) {
        String word =
                switch (line.outlook()) {
                    case FINE -> terminal.good("ok");
                    case FAILS -> terminal.bad("FAILED");
                    case THROUGH -> "completed";
                    case UNKNOWN -> "not looked at";
                };
        String detail = line.detail().isEmpty() ? "" : "  " + Printable.line(line.detail());
        return Columns.left(Printable.line(line.label()), width) + "  " + word + detail + "\n";
    }

    String json() {
        return Json.of(new Validation(
                Json.SCHEMA,
                found.batch().value(),
                found.exitCode() == ExitCode.SUCCESS,
                endpoints,
                failures,
                users,
                warningTexts().toList()));
    }

    String sentence() {
        long command =
                found.failures().stream().filter(ValidationViews::isOfCommand).count();
        long broken = endpoints.stream().filter(endpoint -> !endpoint.passed()).count() + failures.size() - command;
        List<String> parts = Stream.of(
                        broken == 0 ? "" : counted(broken, "endpoint") + (broken == 1 ? " fails" : " fail"),
                        command == 0 ? "" : "the mailboxCommand cannot be run",
                        part(Outlook.FINE, " fine"),
                        part(Outlook.FAILS, " would fail"),
                        part(Outlook.THROUGH, " completed"),
                        part(Outlook.UNKNOWN, " not looked at"))
                .filter(part -> !part.isEmpty())
                .toList();
        return "batch " + found.batch() + ": " + String.join(", ", parts) + "; nothing was changed";
    }

    /** What is wrong with a directory is its endpoint's failure, not the job file's. */
    private static boolean isOfCommand(Problem problem) {
        return problem.code() == FailureCode.JOB_FILE_INVALID;
    }

    private String part(Outlook outlook, String words) {
        long count = found.count(outlook);
        return count == 0 ? "" : counted(count, "user") + words;
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
