package org.stagepost.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.stagepost.cli.terminal.Columns;
import org.stagepost.cli.terminal.Printable;
import org.stagepost.migration.KnownWorker;

/** What commands print about workers. */
final class WorkerViews {
    static final String NOT_POSSIBLE = "No workers: batches stand in this home folder, which no other machine reaches."
            + " Workers need a PostgreSQL database and a broker; see src/docs/workers.md.\n";

    private static final String NONE = "No workers. To start one, on any machine that reaches this database and the"
            + " broker: stagepost worker --max 10\n";

    private record Workers(int schema, List<Line> workers) {}

    private record Line(
            String worker,
            String host,
            String version,
            String standing,
            int active,
            int capacity,
            boolean draining,
            long refused,
            Instant started,
            long silentSeconds) {
        private static Line of(KnownWorker worker) {
            return new Line(
                    worker.last().worker().value(),
                    worker.last().worker().host(),
                    worker.release().version(),
                    worker.standing().word(),
                    worker.active(),
                    worker.last().capacity(),
                    worker.last().draining(),
                    worker.last().refused(),
                    worker.started().truncatedTo(ChronoUnit.SECONDS),
                    worker.silent().toSeconds());
        }

        private String mailboxes() {
            return active + " of " + capacity;
        }

        private String heard() {
            return silentSeconds + " s ago";
        }

        private String words() {
            return refused == 0 ? standing : standing + ", left " + refused + " messages to others";
        }
    }

    private WorkerViews() {}

    static String list(List<KnownWorker> workers) {
        if (workers.isEmpty()) {
            return NONE;
        }
        List<Line> lines = workers.stream().map(Line::of).toList();
        int names = Math.max(
                6,
                lines.stream().mapToInt(one -> Columns.of(one.worker())).max().orElse(0));
        int versions = Math.max(
                7,
                lines.stream().mapToInt(one -> Columns.of(one.version())).max().orElse(0));
        return Columns.left("Worker", names) + "  " + Columns.left("Version", versions)
                + "     Mailboxes      Heard of  State\n"
                + lines.stream().map(one -> row(one, names, versions)).collect(Collectors.joining());
    }

    private static String row(Line worker, int names, int versions) {
        return Columns.left(worker.worker(), names)
                + "  " + Columns.left(Printable.line(worker.version()), versions)
                + "  " + Columns.right(worker.mailboxes(), 12)
                + "  " + Columns.right(worker.heard(), 12)
                + "  " + worker.words() + "\n";
    }

    static String json(List<KnownWorker> workers) {
        return Json.of(new Workers(Json.SCHEMA, workers.stream().map(Line::of).toList()));
    }
}
