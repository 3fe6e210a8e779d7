package org.stagepost.cli;

import org.jspecify.annotations.Nullable;
import org.stagepost.migration.MigrationUser;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;
import picocli.CommandLine.Option;

/** Which user of which batch is meant. */
final class WhichUser {
    @Option(
            names = "--batch",
            paramLabel = "BATCH",
            description = "The batch, where the address is in several of them.")
    private @Nullable BatchName batch;

    MigrationUser find(Contexts.Control control, EmailAddress address) {
        return batch == null ? Lookup.user(control, address) : Lookup.user(control, batch, address);
    }

    /** Has whoever works on the user end at the next slice, and holds the user back from every run. */
    MigrationUser hold(Contexts contexts, HomeFolder home, EmailAddress address) {
        try {
            return heldNow(contexts, home, address);
        } catch (MigrationException e) {
            if (!HandedOverRun.isGone(e)) {
                throw e;
            }
            return heldNow(contexts, home, address); // the process that ran batches has ended meanwhile
        }
    }

    private MigrationUser heldNow(Contexts contexts, HomeFolder home, EmailAddress address) {
        try (Contexts.Control control = contexts.control(home)) {
            MigrationUser user = find(control, address);
            if (control.runnerAlive()) {
                BatchStop.ask(control, user.batch(), user.row().address());
            }
            control.users().hold(user.id());
            return user;
        }
    }
}
