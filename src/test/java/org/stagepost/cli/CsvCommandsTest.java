package org.stagepost.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.credential.SecretReference;
import org.stagepost.migration.MigrationType;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.RejectedRow;
import org.stagepost.migration.UserCsv;
import org.stagepost.migration.UserCsvReader.Expectations;
import org.stagepost.model.Finding;
import org.stagepost.model.Finding.Severity;

class CsvCommandsTest {
    private static final Finding OLD_HEADER =
            new Finding(Severity.WARNING, "u.csv", 1, "emailaddress", "in lower case", "");
    private static final Finding NO_ADDRESS =
            new Finding(Severity.ROW, "u.csv", 3, "EmailAddress", "not an SMTP address", "write name@domain");
    private static final Finding NO_TEXT = new Finding(Severity.FILE, "u.csv", 0, "", "not a text file", "");

    private final FakeContexts contexts = new FakeContexts();
    private final AtomicReference<Expectations> expected = new AtomicReference<>();

    private Typed check(List<Finding> findings, String... options) {
        var row = Samples.user(0, "wave-1", "ann@contoso.test", MigrationUserStatus.QUEUED)
                .row();
        var leftOut = new RejectedRow(
                3, "x", List.of("x"), SecretReference.none(), SecretReference.none(), List.of(NO_ADDRESS));
        contexts.csvReader = (file, expectations) -> {
            expected.set(expectations);
            boolean rows = findings.contains(NO_ADDRESS);
            return new UserCsv(
                    Path.of("u.csv"),
                    List.of("EmailAddress"),
                    ',',
                    List.of(row),
                    rows ? List.of(leftOut) : List.of(),
                    findings);
        };
        String words = "csv check u.csv " + String.join(" ", options);
        return Typed.in(contexts, words.split(" "));
    }

    @Test
    void cleanFileIsSuccess() {
        Typed typed = check(List.of(), "--type", "staged");

        assertThat(typed).isEqualTo(new Typed(0, "u.csv: 1 row good, 0 left out\n", ""));
    }

    @Test
    void warningsAreSuccess() {
        Typed typed = check(List.of(OLD_HEADER), "--type", "staged");

        assertThat(typed.exit()).isZero();
        assertThat(typed.out())
                .isEqualTo(
                        "warning: u.csv:1: emailaddress: in lower case\nu.csv: 1 row good, 0 left out, warnings: 1\n");
    }

    @Test
    void rowLeftOutIsBadInput() {
        Typed typed = check(List.of(OLD_HEADER, NO_ADDRESS), "--type", "staged");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.out())
                .contains("error: u.csv:3: EmailAddress: not an SMTP address (write name@domain)\n")
                .endsWith("u.csv: 1 row good, 1 left out, warnings: 1\n");
    }

    @Test
    void unusableFileIsBadInput() {
        Typed typed = check(List.of(NO_TEXT), "--type", "staged");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.out()).endsWith("u.csv: the file cannot be used, no row would run\n");
    }

    @Test
    void quietPrintsErrorsOnly() {
        Typed typed = check(List.of(OLD_HEADER, NO_ADDRESS), "--type", "staged", "--quiet");

        assertThat(typed.out()).isEmpty();
        assertThat(typed.err()).isEqualTo("error: u.csv:3: EmailAddress: not an SMTP address (write name@domain)\n");
    }

    @Test
    void jsonHoldsEveryFinding() {
        Typed typed = check(List.of(OLD_HEADER, NO_ADDRESS), "--type", "staged", "--json");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.out()).isEqualToIgnoringWhitespace("""
                        {"schema": 1, "file": "u.csv", "usable": true, "good": 1, "leftOut": 1, "findings": [
                          {"severity": "warning", "line": 1, "where": "emailaddress", "message": "in lower case", "remedy": ""},
                          {"severity": "row", "line": 3, "where": "EmailAddress",
                           "message": "not an SMTP address", "remedy": "write name@domain"}]}
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "--type staged,                           STAGED, false, false, false",
        "--type IMAP,                             IMAP,   false, true,  false",
        "--type imap --source-admin,              IMAP,   false, false, false",
        "--type imap --target-users,              IMAP,   false, true,  true",
        "--type staged --allow-unknown-columns,   STAGED, true,  false, false",
    })
    void optionsSayWhatTheFileIsFor(
            String options, MigrationType type, boolean unknown, boolean sourceUsers, boolean targetUsers) {
        check(List.of(), options.split(" "));

        Expectations seen = requireNonNull(expected.get());
        assertThat(seen.type()).isEqualTo(type);
        assertThat(seen.allowUnknownColumns()).isEqualTo(unknown);
        assertThat(seen.sourceLogsInPerUser()).isEqualTo(sourceUsers);
        assertThat(seen.targetLogsInPerUser()).isEqualTo(targetUsers);
    }

    @Test
    void wrongTypeIsRefusedWithTheTypesThereAre() {
        Typed typed = check(List.of(), "--type", "stagde");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("write one of staged, imap");
    }
}
