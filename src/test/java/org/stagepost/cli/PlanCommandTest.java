package org.stagepost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.migration.BatchForecast;
import org.stagepost.migration.BatchForecast.Side;
import org.stagepost.migration.BatchValidation;
import org.stagepost.migration.BatchValidation.Outlook;
import org.stagepost.migration.BatchValidation.Problem;
import org.stagepost.migration.BatchValidation.UserCheck;
import org.stagepost.migration.RunEstimate;
import org.stagepost.migration.UserForecast;
import org.stagepost.model.BatchName;
import org.stagepost.model.FailureCode;
import tools.jackson.databind.json.JsonMapper;

class PlanCommandTest {
    private static final UserCheck ANN = new UserCheck(2, "ann@contoso.test", Outlook.FINE, List.of());
    private static final UserCheck BOB = new UserCheck(
            3,
            "bob@contoso.test",
            Outlook.FAILS,
            List.of(new Problem(FailureCode.MAILBOX_MISSING, "no mailbox\u0007", "Check it.")));

    private final FakeContexts contexts = new FakeContexts();
    private final Path folder;

    PlanCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void anotherProcessRunsBatches() {
        contexts.elsewhere = true;
    }

    private void found(UserCheck... users) {
        contexts.forecast = new BatchForecast(
                new BatchValidation(new BatchName("wave-1"), List.of(), List.of(), List.of(users), List.of()),
                List.of(users).stream()
                        .map(user -> new UserForecast(user, null, null))
                        .toList(),
                Side.of(Samples.endpoint("old-mail", "env:OLD"), Optional.empty()),
                Side.of(Samples.endpoint("new-mail", "env:NEW"), Optional.empty()),
                new RunEstimate(
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(40),
                        Duration.ofSeconds(1),
                        2,
                        List.of("measured: nothing")));
    }

    private Typed plan(String... options) {
        return Typed.in(
                contexts,
                ("plan wave-1.yml " + String.join(" ", options)).trim().split(" "));
    }

    @Test
    void userWhoWouldFailIsNamedAndDecidesTheExitCode() {
        found(ANN, BOB);

        Typed typed = plan();

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.out())
                .contains("ann@contoso.test", "FAILS MAILBOX_MISSING: no mailbox\\u0007 (Check it.)", "TOTAL")
                .contains("about 20 s (10 s to 40 s), 2 mailboxes at a time");
        assertThat(typed.err())
                .isEqualTo("batch wave-1: 2 users, 1 of them would fail; 0 items to copy (0 B); nothing was changed\n");
        assertThat(contexts.requests.asked).isEmpty();
        assertThat(contexts.log).contains("plan wave-1.yml").last().isEqualTo("closed");
    }

    @Test
    void allFineIsSuccess() {
        found(ANN);

        Typed typed = plan();

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).endsWith("batch wave-1: 1 user; 0 items to copy (0 B); nothing was changed\n");
        assertThat(typed.err()).isEmpty();
    }

    @Test
    void scriptsGetOneDocument() {
        found(ANN, BOB);

        Typed typed = plan("--json");

        var document = JsonMapper.shared().readTree(typed.out());
        assertThat(document.get("schema").asInt()).isEqualTo(1);
        assertThat(document.get("time").get("likely").asString()).isEqualTo("PT20S");
        assertThat(document.get("users").size()).isEqualTo(2);
    }

    @Test
    void quietTellsOnlyWhoWouldFail() {
        found(ANN, BOB);

        Typed typed = plan("--quiet");

        assertThat(typed.out()).isEmpty();
        assertThat(typed.err())
                .startsWith("bob@contoso.test: MAILBOX_MISSING: no mailbox\\u0007 (Check it.)\n")
                .doesNotContain("ann@");
    }

    @Test
    void filesAreWrittenBesides() throws IOException {
        found(ANN);
        Path csv = folder.resolve("plan.csv");
        Path html = folder.resolve("plan.html");

        Typed typed = plan("--csv", csv.toString(), "--html", html.toString());

        assertThat(typed.exit()).isZero();
        assertThat(Files.readString(csv)).contains("2,ann@contoso.test,fine");
        assertThat(Files.readString(html)).startsWith("<!DOCTYPE html>").contains("ann@contoso.test");
    }

    @Test
    void planOfAnEarlierCallIsReplacedByOneThatOnlyItsOwnerReads() throws IOException {
        Path csv = folder.resolve("plan.csv");
        Path html = folder.resolve("plan.html");
        found(ANN);
        plan("--csv", csv.toString(), "--html", html.toString());
        Files.setPosixFilePermissions(csv, PosixFilePermissions.fromString("rw-rw-rw-"));
        found(BOB);

        Typed typed = plan("--csv", csv.toString(), "--html", html.toString());

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(Files.readString(csv)).contains("bob@").doesNotContain("ann@");
        assertThat(Files.readString(html)).contains("bob@").doesNotContain("ann@");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(csv)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(html)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aLinkToAPlanStaysALink() throws IOException {
        Path csv = folder.resolve("plan.csv");
        Path link = folder.resolve("latest.csv");
        found(ANN);
        plan("--csv", csv.toString());
        Files.createSymbolicLink(link, csv);
        found(BOB);

        plan("--csv", link.toString());

        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(csv)).contains("bob@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--csv", "--html"})
    void aFileThatIsNoPlanIsNotOverwrittenAndNothingLookedAt(String option) throws IOException {
        found(ANN);
        Path users = Files.writeString(folder.resolve("users.csv"), "EmailAddress\nann@contoso.test\n");

        Typed typed = plan(option, users.toString());

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err())
                .contains(option + ": " + users + " is there and is no plan of an earlier call", "name a new one");
        assertThat(users).hasContent("EmailAddress\nann@contoso.test\n");
        assertThat(contexts.log).isEmpty();
    }

    @Test
    void aPlanOfTheOtherKindIsNotOverwritten() throws IOException {
        found(ANN);
        Path csv = folder.resolve("plan.csv");
        plan("--csv", csv.toString());
        String before = Files.readString(csv);

        assertThat(plan("--html", csv.toString()).exit()).isEqualTo(2);
        assertThat(Files.readString(csv)).isEqualTo(before);
    }

    @Test
    void twoPlansNeedTwoFiles() {
        found(ANN);

        Typed typed = plan("--csv", folder + "/plan", "--html", folder + "/./plan");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("--csv and --html name the same file");
        assertThat(contexts.log).isEmpty();
    }

    @Test
    void fileThatCannotBeWrittenIsToldBeforeAnythingIsLookedAt() {
        found(ANN);

        Typed typed = plan("--csv", folder.resolve("missing/plan.csv").toString());

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("cannot write", "name a file in a folder that exists");
        assertThat(contexts.log).isEmpty();
    }
}
