package org.stagepost.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
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
        check(csv);
        check(html);
    }

    private static void check(@Nullable Path file) {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new CommandRefused(
                    "cannot write " + file, "name a file in a folder that exists and that you may write to");
        }
    }

    /** @throws CommandRefused when one of them cannot be written */
    void write(ForecastViews views) {
        write(csv, views::csv);
        write(html, views::html);
    }

    private static void write(@Nullable Path file, Supplier<String> text) {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file, text.get());
        } catch (IOException e) {
            throw new CommandRefused("cannot write " + file + ": " + e.getMessage(), "");
        }
    }
}
