package org.stagepost.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The text of a mail in lines that a phone shows whole. */
final class MailText {
    /** Columns. */
    static final int WIDTH = 60;

    private static final String COMMAND = "  stagepost ";

    private MailText() {}

    /** Lines break at spaces and keep their indent; words longer than a line, as paths are, and commands stay whole. */
    static String wrapped(String text) {
        return text.lines()
                .flatMap(line -> (line.startsWith(COMMAND) ? List.of(line) : lines(line)).stream())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<String> lines(String line) {
        String indent = " ".repeat(line.length() - line.stripLeading().length());
        String more = line.startsWith("* ") ? "  " : indent;
        List<String> lines = new ArrayList<>();
        StringBuilder current = new StringBuilder(indent);
        boolean empty = true;
        for (String word : line.strip().split(" ", -1)) {
            if (!empty && DisplayWidth.of(current + " " + word) > WIDTH) {
                lines.add(current.toString());
                current = new StringBuilder(more);
                empty = true;
            }
            current.append(empty ? "" : " ").append(word);
            empty = false;
        }
        lines.add(current.toString().stripTrailing());
        return lines;
    }
}
