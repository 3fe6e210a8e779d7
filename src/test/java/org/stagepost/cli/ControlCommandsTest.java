package org.stagepost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.RequestAnswer;
import org.stagepost.migration.RequestKind;
import org.stagepost.model.ExitCode;

/** Commands that ask the process that runs batches; a fake answers for it. */
class ControlCommandsTest {
    private static final MigrationUser ANN = Samples.user(0, "wave-1", "ann@contoso.test", MigrationUserStatus.SYNCING);

    private final FakeContexts contexts = new FakeContexts();

    @BeforeEach
    void aBatch() {
        contexts.withBatch("wave-1", ANN);
        contexts.requests.answers.put(
                RequestKind.STOP, new RequestAnswer(ExitCode.SUCCESS, "batch wave-1 is stopping"));
    }

    @Test
    void aBatchThatDoesNotRunIsShownAsItIs() {
        contexts.runnerAlive = true;
        contexts.requests.answers.put(
                RequestKind.STOP, new RequestAnswer(ExitCode.SUCCESS, "batch wave-1 does not run"));

        Typed typed = Typed.in(contexts, "batch", "stop", "wave-1");

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).startsWith("wave-1: Synced, 2 users: 2 synced");
        assertThat(contexts.requests.asked).containsExactly("STOP wave-1"); // it may wait to try users again
    }

    @Test
    void aUserIsStoppedInTheOtherProcessAndHeld() {
        contexts.runnerAlive = true;

        Typed typed = Typed.in(contexts, "user", "stop", "ann@contoso.test");

        assertThat(typed.exit()).isZero();
        assertThat(contexts.requests.asked).containsExactly("STOP wave-1 ann@contoso.test");
        assertThat(contexts.ledger.held).containsExactly(ANN.id());
        assertThat(typed.out()).contains("user start ann@contoso.test");
    }

    @Test
    void theKeyIsReplacedByTheOwnerOfTheHomeOnly() {
        Typed typed = Typed.in(contexts, "config", "rotate-key");

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).contains("secrets that were sealed with a new key: 3");
        assertThat(contexts.log).contains("rotate");

        assertThat(Typed.in(contexts, "config", "rotate-key", "--json").out())
                .contains("\"sealed\"")
                .contains("3");

        contexts.log.clear();
        contexts.elsewhere = true;
        Typed refused = Typed.in(contexts, "config", "rotate-key");
        assertThat(refused.exit()).isEqualTo(75);
        assertThat(contexts.log).doesNotContain("rotate");
    }

    @Test
    void aLostKeyIsReplacedOnlyWhereItIsSaid() {
        Typed typed = Typed.in(contexts, "config", "rotate-key", "--lost");

        assertThat(typed.exit()).isZero();
        assertThat(typed.out())
                .isEqualTo(
                        "secrets that were forgotten and are to be set anew: 1%n  the password of endpoint 'old-mail'%n"
                                .formatted());
        assertThat(contexts.log).contains("forget").doesNotContain("rotate");
        assertThat(Typed.in(contexts, "config", "rotate-key", "--lost", "--json")
                        .out())
                .contains("\"forgotten\"");
    }

    @Test
    void aUserIsHeldAlsoWhenNobodyRunsBatches() {
        Typed.in(contexts, "user", "stop", "ann@contoso.test");

        assertThat(contexts.requests.asked).isEmpty();
        assertThat(contexts.ledger.held).containsExactly(ANN.id());

        Typed started = Typed.in(contexts, "user", "start", "ann@contoso.test");
        assertThat(contexts.ledger.held).isEmpty();
        assertThat(started.out()).contains("batch start wave-1");
    }

    @Test
    void aRunIsHandedOverToTheProcessThatRunsBatches() {
        contexts.elsewhere = true;
        contexts.requests.answers.put(
                RequestKind.RESTART, new RequestAnswer(ExitCode.SOME_USERS_FAILED, "1 of 2 users is synced."));

        Typed typed = Typed.in(contexts, "restart", "wave-1");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(contexts.requests.asked).containsExactly("RESTART wave-1");
        assertThat(typed.out()).contains("is asked to restart it");
        assertThat(typed.err()).contains("1 of 2 users is synced.");
    }

    @Test
    void aBatchThatRunsThereAlreadyIsNotRunTwice() {
        contexts.elsewhere = true;
        contexts.requests.answers.put(
                RequestKind.START, new RequestAnswer(ExitCode.ALREADY_RUNNING, "batch wave-1 is running"));

        Typed typed = Typed.in(contexts, "batch", "start", "wave-1");

        assertThat(typed.exit()).isEqualTo(75);
        assertThat(typed.err()).contains("batch wave-1 is running");
    }

    @Test
    void whatTheOtherProcessFindsWrongIsBadInputHere() {
        contexts.elsewhere = true;
        contexts.requests.answers.put(RequestKind.START, new RequestAnswer(ExitCode.BAD_INPUT, "wave-1.yml:3: no"));

        Typed typed = Typed.in(contexts, "batch", "start", "wave-1");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("wave-1.yml:3: no");
    }

    @Test
    void aBatchIsRemovedOnlyWhenItIsMeant() {
        Typed typed = Typed.in(contexts, "batch", "remove", "wave-1");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("nothing was removed").contains("--yes");
    }

    @Test
    void aUserIsRemovedOnlyWhenItIsMeant() {
        Typed typed = Typed.in(contexts, "user", "remove", "ann@contoso.test");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err())
                .isEqualTo("error: ann@contoso.test of batch wave-1 is Syncing; nothing was removed\n"
                        + "hint:  add --yes to remove it\n");
    }

    @Test
    void aSetThatSetsNothingIsRefused() {
        for (String[] wrong : List.of(
                new String[] {"batch", "set", "wave-1"}, new String[] {"batch", "set", "wave-1", "maxConcurrent"})) {
            Typed typed = Typed.in(contexts, wrong);

            assertThat(typed.exit()).isEqualTo(2);
            assertThat(typed.err()).contains("NAME=VALUE");
        }
    }

    @Test
    void monitoringIsToldWhetherAProcessRunsBatches() {
        contexts.requests.answers.put(
                RequestKind.REPORT, new RequestAnswer(ExitCode.SUCCESS, "running: wave-1, wave-2"));
        contexts.runnerAlive = true;
        Typed served = Typed.in(contexts, "serve", "--status");
        assertThat(served.exit()).isZero();
        assertThat(served.out()).contains("running: wave-1, wave-2");

        contexts.runnerAlive = false;
        Typed alone = Typed.in(contexts, "serve", "--status");
        assertThat(alone.exit()).isEqualTo(4);
        assertThat(alone.out()).contains("no process runs batches in");
    }
}
