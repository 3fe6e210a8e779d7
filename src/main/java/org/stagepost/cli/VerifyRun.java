package org.stagepost.cli;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.stagepost.cli.terminal.DrainOnSignal;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.migration.BatchProof;
import org.stagepost.migration.BatchVerification;
import org.stagepost.migration.KeptProof;
import org.stagepost.migration.UserProof;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;
import org.stagepost.proof.Depth;
import org.stagepost.report.ManifestFiles;
import org.stagepost.report.ProofViews;

/** Verifies a batch while somebody waits: a line for each mailbox, and the result at the end. */
final class VerifyRun {
    private final Contexts contexts;
    private final Terminal terminal;
    private final OutputOptions output;

    VerifyRun(Contexts contexts, Terminal terminal, OutputOptions output) {
        this.contexts = contexts;
        this.terminal = terminal;
        this.output = output;
    }

    ExitCode go(HomeFolder home, BatchName batch, List<EmailAddress> addresses, Depth depth, boolean again) {
        try {
            return once(home, batch, addresses, depth, again);
        } catch (MigrationException e) {
            if (!HandedOverRun.isGone(e)) {
                throw e;
            }
            return once(home, batch, addresses, depth, again); // the process that kept the store has ended meanwhile
        }
    }

    /** The store is given back before mailboxes are read, which may take hours: others want it. */
    private ExitCode once(HomeFolder home, BatchName batch, List<EmailAddress> addresses, Depth depth, boolean again) {
        try (Contexts.Control control = contexts.control(home)) {
            BatchVerification verification =
                    control.verifyBatch().prepare(Lookup.batch(control, batch), addresses, depth);
            if (!verification.needsStore()) {
                control.close();
            }
            return verify(home, verification, depth, again);
        }
    }

    private ExitCode verify(HomeFolder home, BatchVerification verification, Depth depth, boolean again) {
        AtomicBoolean halted = new AtomicBoolean();
        try (KeptProof.Round round = new ManifestFiles(home).open(verification.batch(), depth, again);
                DrainOnSignal signals = DrainOnSignal.install(() -> halted.set(true), () -> {})) {
            BatchProof proof = verification.run(round, this::told, halted::get);
            if (proof.isStopped()) {
                terminal.out().flush();
                terminal.err().println(ProofViews.stopped(proof));
                return proof.exitCode();
            }
            conclude(proof, round.end(proof));
            return proof.exitCode();
        }
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
