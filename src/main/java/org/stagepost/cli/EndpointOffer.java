package org.stagepost.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.stagepost.cli.terminal.Printable;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.migration.MissingEndpoints;
import org.stagepost.migration.UserCsvReader.Expectations;
import org.stagepost.migration.UserRow;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

/**
 * Offers to set up the mail endpoints that a job file names and nobody knows, as Exchange Online does at a first batch.
 * Only where somebody is there to be asked; a script gets the error.
 */
final class EndpointOffer {
    private final Contexts contexts;
    private final Terminal terminal;
    private final OutputOptions output;
    private final HomeFolder home;

    EndpointOffer(Contexts contexts, Terminal terminal, OutputOptions output, HomeFolder home) {
        this.contexts = contexts;
        this.terminal = terminal;
        this.output = output;
        this.home = home;
    }

    /**
     * Does the work, and does it again when it failed for endpoints that were set up then.
     *
     * @return what the process ends with
     */
    int during(Path jobFile, IntSupplier work) {
        try {
            return work.getAsInt();
        } catch (MigrationException e) {
            boolean askable = terminal.isInteractive() && output.isTalkative();
            if (e.code() != FailureCode.JOB_FILE_INVALID || !askable || !isSetUp(jobFile, e)) {
                throw e;
            }
        }
        return work.getAsInt();
    }

    /** False when something else is wrong with the job file, or its CSV has no row to try an endpoint with. */
    private boolean isSetUp(Path jobFile, MigrationException failure) {
        Optional<MissingEndpoints> missing = missing(jobFile);
        Optional<UserRow> row = missing.flatMap(this::firstRow);
        if (missing.isEmpty() || row.isEmpty()) {
            return false;
        }
        terminal.out().println(Printable.lines(failure.detail()));
        while (missing.isPresent()) {
            String name = missing.get().names().iterator().next();
            setUp(new EndpointRole(contexts, missing.get().jobFile(), row.get(), name));
            missing = missing(jobFile);
        }
        return true;
    }

    private void setUp(EndpointRole role) {
        Questions questions = new Questions(terminal);
        if (!questions.yes("Set up endpoint " + role.name() + " now?", "yes")) {
            throw new CommandRefused(
                    "endpoint " + role.name() + " was not set up",
                    "declare it in the job file, or see 'endpoint create --help'");
        }
        new EndpointDialogue(contexts, home, questions, new EndpointResult(terminal, output)).setUp(role);
    }

    private Optional<MissingEndpoints> missing(Path jobFile) {
        try (Contexts.Control control = contexts.control(home)) {
            return control.manageBatches().missingEndpoints(jobFile);
        }
    }

    private Optional<UserRow> firstRow(MissingEndpoints missing) {
        return contexts.csvReader().read(missing.jobFile().csv(), Expectations.of(missing.jobFile())).rows().stream()
                .findFirst();
    }
}
