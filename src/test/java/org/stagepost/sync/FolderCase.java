package org.stagepost.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stagepost.mailbox.Folder;
import org.stagepost.model.FolderPath;
import org.stagepost.model.SpecialUse;

/** A row of the table of odd folders: what the source has, and where each kind of target is to have it. */
record FolderCase(int number, String name, List<Folder> source, List<String> expected) {
    private static final Path TABLE = Path.of("src/test/resources/fidelity/folders.txt");
    private static final Pattern REPEATED = Pattern.compile("\\{(\\d+) (.*?)}");
    private static final Pattern CHARACTER = Pattern.compile("\\\\u([0-9A-F]{4})");
    private static final Pattern FOLDER = Pattern.compile("(\\[?)(.*?)]?(\\+?)(?::([A-Z]+))?");
    private static final int COLUMNS = 6;

    static List<FolderCase> all() {
        try {
            List<FolderCase> cases = new ArrayList<>();
            for (String line : Files.readAllLines(TABLE, StandardCharsets.US_ASCII)) {
                if (!line.startsWith("#")) {
                    cases.add(of(cases.size() + 1, List.of(line.split(" \\| ", -1))));
                }
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FolderCase of(int number, List<String> cells) {
        if (cells.size() != COLUMNS) {
            throw new IllegalArgumentException(cells.size() + " columns in " + cells);
        }
        List<String> trimmed = cells.stream().map(String::trim).toList();
        List<Folder> source = new ArrayList<>();
        for (String word : REPEATED.matcher(trimmed.get(1))
                .replaceAll(match -> match.group(2).repeat(Integer.parseInt(match.group(1))))
                .split(" ")) {
            source.add(folder(word));
        }
        return new FolderCase(number, trimmed.get(0), source, trimmed.subList(2, COLUMNS));
    }

    private static Folder folder(String word) {
        Matcher parts = FOLDER.matcher(word);
        if (!parts.matches()) {
            throw new IllegalArgumentException(word);
        }
        String path = CHARACTER
                .matcher(parts.group(2).replace('_', ' '))
                .replaceAll(
                        match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
        Set<SpecialUse> uses = parts.group(4) == null ? Set.of() : Set.of(SpecialUse.valueOf(parts.group(4)));
        return new Folder(
                FolderPath.parse(path),
                uses,
                parts.group(1).isEmpty(),
                !parts.group(3).isEmpty());
    }

    List<Folder> copied() {
        return source.stream().filter(Folder::selectable).toList();
    }

    /** As in the table, names longer than a line cut. */
    static String word(Folder folder) {
        StringBuilder word = new StringBuilder();
        folder.path()
                .toString()
                .chars()
                .forEach(c -> word.append(c < ' ' || c > '~' ? "\\u%04X".formatted(c) : (char) c));
        String cut = word.length() > 60 ? word.substring(0, 20) + "{" + word.length() + "}" : word.toString();
        String uses = folder.specialUses().stream().map(use -> ":" + use).reduce("", String::concat);
        return cut.replace(' ', '_') + (folder.subscribed() ? "+" : "") + uses;
    }

    @Override
    public String toString() {
        return name;
    }
}
