package org.stagepost.cli;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.stagepost.cli.terminal.DrainOnSignal;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.migration.BatchProof;
import org.stagepost.migration.BatchVerification;
import org.stagepost.migration.KeptProof;
import org.stagepost.migration.UserProof;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;
import org.stagepost.proof.Depth;
import org.stagepost.report.ManifestFiles;
import org.stagepost.report.ProofViews;

/** Verifies a batch while somebody waits: a line for each mailbox, and the result at the end. Used once. */
final class VerifyRun {
    private final Contexts contexts;
    private final Terminal terminal;
    private final OutputOptions output;
    private final AtomicBoolean halted = new AtomicBoolean();
    private boolean comparing;
    private boolean quietTold;

    /**
     * What was asked for.
     *
     * @param addresses none for all users
     * @param again nothing of an earlier verification counts
     */
    record Wanted(BatchName batch, List<EmailAddress> addresses, Depth depth, boolean again) {
        Wanted {
            addresses = List.copyOf(addresses);
        }
    }

    VerifyRun(Contexts contexts, Terminal terminal, OutputOptions output) {
        this.contexts = contexts;
        this.terminal = terminal;
        this.output = output;
    }

    ExitCode go(HomeFolder home, Wanted wanted) {
        try (DrainOnSignal signals = DrainOnSignal.install(() -> halted.set(true), () -> {})) {
            return attempt(home, wanted);
        }
    }

    private ExitCode attempt(HomeFolder home, Wanted wanted) {
        try {
            return once(home, wanted);
        } catch (MigrationException e) {
            if (comparing || !HandedOverRun.isGone(e)) {
                throw e; // what cannot be written looks the same, and nobody wants to wait for it twice
            }
            return once(home, wanted); // the process that kept the store has ended meanwhile
        }
    }

    /** The store is given back before mailboxes are read, which may take hours: others want it. */
    private ExitCode once(HomeFolder home, Wanted wanted) {
        try (Contexts.Control control = contexts.control(home)) {
            BatchVerification verification = control.verifyBatch()
                    .prepare(Lookup.batch(control, wanted.batch()), wanted.addresses(), wanted.depth());
            try (KeptProof.Round round =
                    new ManifestFiles(home).open(verification.batch(), wanted.depth(), wanted.again())) {
                ProofViews.takenOver(verification.load(round, halted::get))
                        .ifPresent(line -> output.say(terminal, line));
                comparing = true;
                if (verification.needsStore()) {
                    return verify(verification, round, found -> lookedAgain(control, verification, found));
                }
                control.close();
                return verify(verification, round, found -> lookedAgain(home, verification, found));
            }
        }
    }

    private ExitCode verify(
            BatchVerification verification, KeptProof.Round round, UnaryOperator<BatchProof> lookedAgain) {
        tellQuiet(verification);
        BatchProof found = verification.run(
                round,
                user -> {
                    told(user);
                    tellQuiet(verification);
                },
                halted::get);
        if (found.isStopped()) {
            terminal.out().flush();
            terminal.err().println(ProofViews.stopped(found));
            return found.exitCode();
        }
        BatchProof proof = lookedAgain.apply(found);
        conclude(proof, round.end(proof));
        return proof.exitCode();
    }

    /** Once: a verification that says nothing for hours looks stuck. */
    private void tellQuiet(BatchVerification verification) {
        if (!quietTold) {
            verification.quiet().ifPresent(sentence -> {
                quietTold = true;
                output.say(terminal, "waiting: " + sentence);
                terminal.out().flush();
            });
        }
    }

    private BatchProof lookedAgain(HomeFolder home, BatchVerification verification, BatchProof found) {
        try (Contexts.Control control = contexts.control(home)) {
            return lookedAgain(control, verification, found);
        } catch (MigrationException e) {
            throw e.as(
                    e.code(),
                    "the mailboxes are compared, and the store cannot be asked whether a run came in between "
                            + "(the same command ends the verification): " + e.detail());
        }
    }

    /** Users on whose mailboxes a run has worked meanwhile are told once more, as what they are. */
    private BatchProof lookedAgain(Contexts.Control control, BatchVerification verification, BatchProof found) {
        BatchProof proof = control.verifyBatch().lookAgain(verification, found);
        proof.users().stream()
                .filter(user -> user.failure() == FailureCode.CHANGED_MEANWHILE)
                .forEach(this::told);
        return proof;
    }

    private void told(UserProof user) {
        output.say(terminal, ProofViews.line(user));
        terminal.out().flush();
    }

    private void conclude(BatchProof proof, KeptProof.Written files) {
        output.print(terminal, () -> ProofViews.text(proof, files), () -> ProofViews.json(files));
        String sentence = ProofViews.sentence(proof);
        if (output.isJson() || proof.exitCode() != ExitCode.SUCCESS) {
            terminal.out().flush();
            terminal.err().println(sentence);
        } else {
            terminal.out().println(sentence);
        }
        terminal.err().flush();
    }
}
