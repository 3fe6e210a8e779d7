package org.stagepost.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.stagepost.migration.Slowdown;
import org.stagepost.model.Finding;
import org.stagepost.model.Finding.Severity;

/** The pauses that servers got in one run. Thread-safe. */
final class Slowdowns {
    private final Map<String, Sum> servers = new ConcurrentSkipListMap<>();

    /** @param fewest mailboxes at once that were left */
    private record Sum(int times, Duration pause, int fewest) {
        static Sum of(Slowdown one) {
            return new Sum(1, one.pause(), one.mailboxesAtOnce());
        }

        Sum plus(Sum other) {
            return new Sum(times + other.times, pause.plus(other.pause), Math.min(fewest, other.fewest));
        }

        String phrase(String address) {
            return address + " asked for a slower pace " + (times == 1 ? "once" : times + " times")
                    + ", mailboxes waited " + inWords(pause);
        }
    }

    void add(Slowdown slowdown) {
        servers.merge(slowdown.address(), Sum.of(slowdown), Sum::plus);
    }

    /** For the end of the run. */
    List<String> phrases() {
        return servers.entrySet().stream()
                .map(server -> server.getValue().phrase(server.getKey()))
                .toList();
    }

    /** For the reports: what to change in the job file. */
    List<Finding> findings(Path jobFile) {
        return servers.entrySet().stream()
                .map(server -> new Finding(
                        Severity.WARNING,
                        jobFile.toString(),
                        0,
                        "maxConcurrentMigrations",
                        server.getValue().phrase(server.getKey()),
                        "a limit of " + server.getValue().fewest() + " may do without pauses"))
                .toList();
    }

    /** At the moment itself. */
    static String phrase(Slowdown slowdown) {
        return slowdown.address() + " asks for a slower pace: its mailboxes wait " + inWords(slowdown.pause())
                + ", then go on, " + slowdown.mailboxesAtOnce() + " at a time";
    }

    static String inWords(Duration time) {
        return time.toMinutes() < 2 ? time.toSeconds() + " s" : time.toMinutes() + " min";
    }
}
