package org.stagepost.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long statements took by a PostgreSQL server's own log ({@code log_min_duration_sample = 0}), at the beginning, in the
 * middle and at the end of a batch: how far it was, the statements say that end partitions.
 */
final class StatementLog {
    /** Thousandths of the partitions, from and to: around 10 %, 50 % and 90 %. */
    private static final List<int[]> STAGES = List.of(new int[] {20, 180}, new int[] {420, 580}, new int[] {820, 980});

    private static final Pattern EXECUTED =
            Pattern.compile("LOG: {2}duration: ([0-9.]+) ms {2}(?:execute [^:]*|statement): (.*)");

    /** In the words of the rooms; what else is executed is called by its beginning. */
    private static final Map<String, String> NAMES = Map.of(
            "SET STATE = 'TAKEN'", "take",
            "SET RUNS_OUT =", "renew",
            "SELECT * FROM PARTITION_LEASE WHERE JOB_EXECUTION_ID", "collect",
            "TAKERS = TAKERS ||", "lapsed: taken back",
            "SELECT STEP_EXECUTION_ID FROM PARTITION_LEASE WHERE JOB", "lapsed: sent again",
            "SELECT STEP_EXECUTION_ID, USER_ID, TAKERS", "poisoned",
            "SELECT USER_ID, ADDRESS, SUM(IN_SOURCE)", "look",
            "SET STATE = 'ENDED'", "end",
            "SET SENT = CURRENT_TIMESTAMP WHERE", "sent");

    private static final String END = "end";
    private static final int MOST_NAME = 70;

    /** One execution: how many partitions had ended before it, and its milliseconds. */
    private record Execution(int ended, double millis) {}

    private final Map<String, List<Execution>> executions = new TreeMap<>();
    private int ended;

    private StatementLog() {}

    static StatementLog read(Path file) throws IOException {
        StatementLog log = new StatementLog();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher executed = EXECUTED.matcher(line);
                if (executed.matches()) {
                    log.add(executed.group(2), Double.parseDouble(executed.group(1)));
                }
            }
        }
        return log;
    }

    private void add(String sql, double millis) {
        String name = NAMES.entrySet().stream()
                .filter(one -> sql.contains(one.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> sql.substring(0, Math.min(MOST_NAME, sql.length())));
        ended += name.equals(END) ? 1 : 0;
        executions.computeIfAbsent(name, any -> new ArrayList<>()).add(new Execution(ended, millis));
    }

    /** In ascending order. */
    private double[] millis(String name, int stage) {
        int from = ended * STAGES.get(stage)[0] / 1000;
        int to = ended * STAGES.get(stage)[1] / 1000;
        return executions.getOrDefault(name, List.of()).stream()
                .filter(one -> one.ended() >= from && one.ended() <= to)
                .mapToDouble(Execution::millis)
                .sorted()
                .toArray();
    }

    /** Milliseconds that {@code percent} of the executions of that stage were within; 0 when there were none. */
    double percentile(String name, int stage, int percent) {
        double[] millis = millis(name, stage);
        return millis.length == 0 ? 0 : millis[Math.min(millis.length - 1, millis.length * percent / 100)];
    }

    /** The statements of partitions, and others. */
    static List<String> known() {
        return NAMES.values().stream().sorted().toList();
    }

    /** A line for each statement, those that took most in all first. */
    String table(int most) {
        StringBuilder table = new StringBuilder();
        executions.entrySet().stream()
                .sorted((one, other) -> Double.compare(total(other.getValue()), total(one.getValue())))
                .limit(most)
                .forEach(one -> table.append(row(one.getKey())));
        return table.toString();
    }

    private String row(String name) {
        StringBuilder row = new StringBuilder("%-70s %8d times, %9.0f ms"
                .formatted(
                        name,
                        executions.getOrDefault(name, List.of()).size(),
                        total(executions.getOrDefault(name, List.of()))));
        for (int stage = 0; stage < STAGES.size(); stage++) {
            row.append(" | %6.2f %6.2f %6.2f"
                    .formatted(percentile(name, stage, 50), percentile(name, stage, 95), percentile(name, stage, 99)));
        }
        return row.append('\n').toString();
    }

    private static double total(List<Execution> executions) {
        return executions.stream().mapToDouble(Execution::millis).sum();
    }
}
