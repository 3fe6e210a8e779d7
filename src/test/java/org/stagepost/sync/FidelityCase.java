package org.stagepost.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryItem;
import org.stagepost.model.FolderPath;

/** A row of the table of odd messages: what the source has, and what each kind of target is to have of it. */
record FidelityCase(int number, String name, MemoryItem item, List<String> expected) {
    private static final Path TABLE = Path.of("src/test/resources/fidelity/messages.txt");
    private static final Pattern REPEATED = Pattern.compile("(?s)\\{(\\d+) (.*?)}");
    private static final Pattern BYTE = Pattern.compile("\\\\x([0-9A-F]{2})");
    private static final int COLUMNS = 8;

    static List<FidelityCase> all() {
        try {
            List<FidelityCase> cases = new ArrayList<>();
            for (String line : Files.readAllLines(TABLE, StandardCharsets.US_ASCII)) {
                if (!line.startsWith("#")) {
                    cases.add(of(cases.size() + 1, List.of(line.split("\\|", -1))));
                }
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FidelityCase of(int number, List<String> cells) {
        if (cells.size() != COLUMNS) {
            throw new IllegalArgumentException(cells.size() + " columns in " + cells);
        }
        List<String> trimmed = cells.stream().map(String::trim).toList();
        MemoryItem item =
                MemoryItem.of(bytes(trimmed.get(1)), Instant.parse(trimmed.get(2)), marks(bytes(trimmed.get(3))));
        return new FidelityCase(number, trimmed.get(0), item, trimmed.subList(4, COLUMNS));
    }

    /** One character for each byte. */
    private static String bytes(String cell) {
        String text = BYTE.matcher(
                        cell.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0"))
                .replaceAll(
                        match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
        return REPEATED.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(2).repeat(Integer.parseInt(match.group(1)))));
    }

    private static Marks marks(String words) {
        Set<Marks.Flag> flags = EnumSet.noneOf(Marks.Flag.class);
        Set<String> keywords = new TreeSet<>();
        for (String word : words.trim().split(" ")) {
            if (word.matches("ANSWERED|DELETED|DRAFT|FLAGGED|SEEN")) {
                flags.add(Marks.Flag.valueOf(word));
            } else if (!word.isEmpty()) {
                keywords.add(word);
            }
        }
        return new Marks(flags, keywords);
    }

    /** Each has a folder of its own. */
    FolderPath folder() {
        return FolderPath.of("case" + number);
    }

    @Override
    public String toString() {
        return name;
    }
}
