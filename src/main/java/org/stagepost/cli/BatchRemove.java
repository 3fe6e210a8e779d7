package org.stagepost.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.RemoveBatch;
import org.stagepost.model.BatchName;
import org.stagepost.report.TextViews;
import picocli.CommandLine.Option;

/** How {@code batch remove} is meant. */
final class BatchRemove {
    @Option(names = "--yes", description = "Do it; without this, only say what would be removed: exit code 2.")
    private boolean yes;

    @Option(
            names = "--force",
            description = "With --yes: remove it whatever speaks against it. What it changed in directories is kept in "
                    + "the reports folder, as LDIF that takes it back.")
    private boolean force;

    void run(Contexts.Control control, BatchName name, Consumer<String> say, int width) {
        BatchView batch = Lookup.batch(control, name);
        if (!batch.status().isAtRest() && batch.status() != BatchStatus.REMOVING) {
            throw new CommandRefused(
                    "batch " + name + " is " + batch.status().word(), "stop it first: batch stop " + name);
        }
        RemoveBatch removal = control.removeBatch();
        if (!yes) {
            say.accept(new TextViews(width).status(batch));
            List<String> obstacles = removal.obstacles(name);
            obstacles.forEach(obstacle -> say.accept("against it: " + obstacle));
            throw new CommandRefused(
                    "nothing was removed",
                    "add " + (obstacles.isEmpty() ? "--yes" : "--yes --force")
                            + " to remove it with the record of what was copied");
        }
        BooleanSupplier runs = () -> control.runnerAlive() && BatchStop.ask(control, name, null);
        Optional<Path> changes = force ? removal.anyway(name, runs) : removal.ifReady(name, runs);
        changes.ifPresent(file -> say.accept("its directory changes are in " + file));
        say.accept("batch " + name + " is removed");
    }
}
