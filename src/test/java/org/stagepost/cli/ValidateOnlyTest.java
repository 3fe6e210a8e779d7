package org.stagepost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.BatchValidation;
import org.stagepost.migration.BatchValidation.EndpointCheck;
import org.stagepost.migration.BatchValidation.Outlook;
import org.stagepost.migration.BatchValidation.Problem;
import org.stagepost.migration.BatchValidation.UserCheck;
import org.stagepost.migration.UserPlan;
import org.stagepost.model.BatchName;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

class ValidateOnlyTest {
    private static final UserCheck ANN = new UserCheck(2, "ann@contoso.test", Outlook.FINE, List.of());
    private static final UserCheck BOB = new UserCheck(
            3,
            "bob@contoso.test",
            Outlook.FAILS,
            List.of(new Problem(FailureCode.USER_NOT_FOUND, "no entry\u0007", "Check it.")));

    private final FakeContexts contexts = new FakeContexts().withBatch("wave-1");

    @BeforeEach
    void anotherProcessRunsBatches() {
        contexts.elsewhere = true;
    }

    private Typed validate(String... options) {
        return Typed.in(contexts, ("batch start wave-1 --validate-only " + String.join(" ", options)).split(" "));
    }

    private void found(boolean endpointPasses, List<Problem> failures, UserCheck... users) {
        ProbeStage stage = new ProbeStage("login", endpointPasses, Duration.ZERO, "NO", "", "Correct it.");
        contexts.validation = new BatchValidation(
                new BatchName("wave-1"),
                List.of(new EndpointCheck(Samples.endpoint("old-mail", "env:OLD"), List.of(stage))),
                failures,
                List.of(users),
                List.of());
    }

    @Test
    void everyUserHasALineAndNothingIsAskedOfTheProcessThatRuns() {
        found(true, List.of(), ANN, BOB);

        Typed typed = validate();

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.out()).isEqualTo("""
                        old-mail          ok
                        ann@contoso.test  ok
                        bob@contoso.test  FAILED  USER_NOT_FOUND: no entry\\u0007 (Check it.)
                        """);
        assertThat(typed.err()).isEqualTo("batch wave-1: 1 user fine, 1 user would fail; nothing was changed\n");
        assertThat(contexts.requests.asked).isEmpty();
        assertThat(contexts.log).hasSize(2).last().isEqualTo("closed");
    }

    @Test
    void remedyBehindAnotherOneHasNoBracketsOfItsOwn() {
        Problem problem = new Problem(FailureCode.FORWARDING_CONFLICT, "it forwards (end that)", "Look at it.");
        found(true, List.of(), new UserCheck(2, "ann@contoso.test", Outlook.FAILS, List.of(problem)));

        assertThat(validate().out()).endsWith("FORWARDING_CONFLICT: it forwards (end that). Look at it.\n");
    }

    @Test
    void commandThatIsNotThereIsNoEndpoint() {
        found(false, List.of(new Problem(FailureCode.JOB_FILE_INVALID, "mailboxCommand: program x", "")), ANN);

        Typed typed = validate();

        assertThat(typed.exit()).isEqualTo(5);
        assertThat(typed.out()).contains("wave-1            FAILED  JOB_FILE_INVALID: mailboxCommand: program x\n");
        assertThat(typed.err())
                .isEqualTo("batch wave-1: 1 endpoint fails, the mailboxCommand cannot be run, 1 user fine;"
                        + " nothing was changed\n");
    }

    @Test
    void allFineIsSuccess() {
        found(true, List.of(), ANN, new UserCheck(3, "bob@contoso.test", Outlook.THROUGH, List.of()));

        Typed typed = validate();

        assertThat(typed.exit()).isZero();
        assertThat(typed.out())
                .endsWith("bob@contoso.test  completed\n"
                        + "batch wave-1: 1 user fine, 1 user completed; nothing was changed\n");
        assertThat(typed.err()).isEmpty();
    }

    @Test
    void anEndpointThatFailsIsTheBatchsFailure() {
        found(false, List.of(), new UserCheck(2, "ann@contoso.test", Outlook.UNKNOWN, List.of()));

        Typed typed = validate();

        assertThat(typed.exit()).isEqualTo(5);
        assertThat(typed.out()).isEqualTo("""
                        old-mail          FAILED  login: NO (Correct it.)
                        ann@contoso.test  not looked at
                        """);
        assertThat(typed.err()).contains("1 endpoint fails, 1 user not looked at");
    }

    @Test
    void aDirectoryThatFailsMeanwhileHasALine() {
        found(true, List.of(new Problem(FailureCode.DIRECTORY_UNREACHABLE, "no answer", "")), ANN);

        Typed typed = validate();

        assertThat(typed.exit()).isEqualTo(5);
        assertThat(typed.out()).contains("wave-1            FAILED  DIRECTORY_UNREACHABLE: no answer\n");
    }

    @Test
    void rowsWithoutAnAddressAreNamedByTheirLine() {
        found(
                true,
                List.of(),
                new UserCheck(7, "", Outlook.FAILS, List.of(new Problem(FailureCode.CSV_INVALID, "no address", ""))));

        assertThat(validate().out()).contains("row 7     FAILED  CSV_INVALID: no address\n");
    }

    @Test
    void quietTellsOnlyWhatIsWrong() {
        found(true, List.of(), ANN, BOB);

        Typed typed = validate("--quiet");

        assertThat(typed.out()).isEmpty();
        assertThat(typed.err()).isEqualTo("""
                        bob@contoso.test  FAILED  USER_NOT_FOUND: no entry\\u0007 (Check it.)
                        batch wave-1: 1 user fine, 1 user would fail; nothing was changed
                        """);
    }

    @Test
    void jsonHoldsAllOfIt() {
        found(true, List.of(), ANN, BOB);

        Typed typed = validate("--json");

        assertThat(typed.out())
                .contains("\"schema\" : 1", "\"batch\" : \"wave-1\"", "\"passed\" : false")
                .contains("\"emailAddress\" : \"bob@contoso.test\"", "\"outlook\" : \"fails\"")
                .contains("\"failureCode\" : \"USER_NOT_FOUND\"", "\"hint\" : \"Check it.\"");
    }

    @Test
    void itBeginsAgainWhenTheProcessThatKeptTheStoreHasEnded() {
        found(true, List.of(), ANN);
        contexts.atValidation = () -> {
            contexts.atValidation = () -> {};
            throw new MigrationException(FailureCode.HOME_UNUSABLE, "the process that owned it has ended");
        };

        assertThat(validate().exit()).isZero();
    }

    @Test
    void anUnknownBatchAndOneThatIsBeingRemovedAreRefused() {
        contexts.views.put("going", Samples.batch("going", BatchStatus.REMOVING, java.nio.file.Path.of("x.yml")));

        assertThat(Typed.in(contexts, "batch", "start", "wave-2", "--validate-only")
                        .err())
                .contains("did you mean 'wave-1'?");
        assertThat(Typed.in(contexts, "batch", "start", "going", "--validate-only")
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void aDryRunShowsWhatEachEntryWouldGet() {
        String ldif = "dn: cn=Ann\nchangetype: modify\nadd: targetAddress\ntargetAddress: SMTP:a@new.test\n-\n\n";
        UserPlan plan = new UserPlan(List.of(ldif), List.of("hidden from address lists at the source"));
        found(true, List.of(), new UserCheck(2, "ann@contoso.test", Outlook.FINE, List.of(), plan));

        Typed typed = Typed.in(contexts, "run", "wave-1.yml", "--dry-run");

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).startsWith("""
                        old-mail          ok
                        ann@contoso.test  ok  hidden from address lists at the source

                        # ann@contoso.test
                        """ + ldif).endsWith("batch wave-1: 1 user fine; nothing was changed\n");
        assertThat(contexts.log).contains("dry run wave-1.yml").noneMatch(event -> event.startsWith("run "));
        assertThat(Typed.in(contexts, "run", "wave-1.yml", "--dry-run", "--json")
                        .out())
                .contains("\"changes\" : [ \"dn: cn=Ann\\n");
    }

    @Test
    void completionIsShownBeforeAsLdif() {
        UserPlan plan = new UserPlan(List.of("# complete at old\ndn: cn=Ann\n\n"), List.of());
        found(true, List.of(), new UserCheck(2, "ann@contoso.test", Outlook.FINE, List.of(), plan));

        Typed typed = Typed.in(contexts, "batch", "complete", "wave-1", "--dry-run");

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).contains("# complete at old\ndn: cn=Ann").contains("nothing was changed");
        assertThat(contexts.log).contains("dry completion wave-1").noneMatch(event -> event.startsWith("complete"));
    }
}
