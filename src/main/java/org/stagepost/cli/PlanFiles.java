package org.stagepost.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.report.ForecastViews;
import picocli.CommandLine.Option;

/** Files that a plan is written into besides. */
final class PlanFiles {
    @Option(names = "--csv", paramLabel = "FILE", description = "Also write a line for each user into this CSV file.")
    private @Nullable Path csv;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write the plan into this HTML file, which needs no other.")
    private @Nullable Path html;

    /** @throws CommandRefused when one of them cannot be written: nothing was looked at then */
    void check() {
        csvFile().ifPresent(PlanFile::check);
        htmlFile().ifPresent(PlanFile::check);
        if (csv != null && html != null && normal(csv).equals(normal(html))) {
            throw new CommandRefused("--csv and --html name the same file", "name two");
        }
    }

    private static Path normal(Path file) {
        return file.toAbsolutePath().normalize();
    }

    private Optional<PlanFile> csvFile() {
        return Optional.ofNullable(csv).map(file -> new PlanFile("--csv", file, ForecastViews.csvBeginning()));
    }

    private Optional<PlanFile> htmlFile() {
        return Optional.ofNullable(html).map(file -> new PlanFile("--html", file, ForecastViews.htmlBeginning()));
    }

    /** @throws CommandRefused when one of them cannot be written */
    void write(ForecastViews views) {
        csvFile().ifPresent(file -> file.write(views.csv()));
        htmlFile().ifPresent(file -> file.write(views.html()));
    }
}
