package org.stagepost.report;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stagepost.migration.ChecklistTask;
import org.stagepost.migration.ChecklistTask.State;
import org.stagepost.model.BatchName;

/** What is to be done after a batch, for people and for scripts. */
record ChecklistLines(int schema, String batch, @Nullable Instant mxSwitched, List<Line> tasks) {
    private static final int STATE_WIDTH = 9;
    private static final int LEAST = 24;

    /** @param state {@code done}, {@code toDo} or {@code unknown} */
    record Line(String state, String task, String detail) {
        private static Line of(ChecklistTask task) {
            return new Line(word(task.state()), task.task(), task.detail());
        }

        private static String word(State state) {
            return switch (state) {
                case DONE -> "done";
                case TO_DO -> "toDo";
                case UNKNOWN -> "unknown";
            };
        }
    }

    static ChecklistLines of(BatchName batch, @Nullable Instant mxSwitched, List<ChecklistTask> tasks) {
        return new ChecklistLines(
                JsonText.SCHEMA,
                batch.value(),
                mxSwitched,
                tasks.stream().map(Line::of).toList());
    }

    /** State and task, the detail below it; the count of each state at the end. */
    static String text(List<ChecklistTask> tasks, int width) {
        int room = Math.max(LEAST, width - STATE_WIDTH);
        String lines = tasks.stream()
                .flatMap(task -> {
                    List<String> below = Stream.of(task.task(), task.detail())
                            .flatMap(text -> DisplayWidth.wrap(VisibleText.of(text), room).stream())
                            .toList();
                    String state = task.state().word();
                    return Stream.concat(
                            Stream.of(state + " ".repeat(STATE_WIDTH - state.length()) + below.get(0)),
                            below.stream().skip(1).map(line -> " ".repeat(STATE_WIDTH) + line));
                })
                .collect(Collectors.joining("\n", "", "\n"));
        return lines
                + Stream.of(State.values())
                        .map(state -> tasks.stream()
                                        .filter(task -> task.state() == state)
                                        .count()
                                + " " + state.word())
                        .collect(Collectors.joining(", ", "\n", "\n"));
    }
}
