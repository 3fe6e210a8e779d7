package org.stagepost.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Where a folder stands in a mailbox: its name under the names of its parents, independent of any hierarchy separator.
 * The inbox is {@link #INBOX} whatever a server calls it. Names hold no control characters a report could not show.
 */
public record FolderPath(List<String> names) implements Comparable<FolderPath> {
    public static final FolderPath INBOX = new FolderPath(List.of("INBOX"));

    public FolderPath {
        names = List.copyOf(names);
        if (names.isEmpty() || names.contains("")) {
            throw new IllegalArgumentException("a folder path has at least one name, and none is empty: " + names);
        }
    }

    public static FolderPath of(String... names) {
        return new FolderPath(Arrays.asList(names));
    }

    public boolean isInbox() {
        return equals(INBOX);
    }

    /** True for this folder itself and for every folder below it. */
    public boolean startsWith(FolderPath ancestor) {
        return names.size() >= ancestor.names.size()
                && names.subList(0, ancestor.names.size()).equals(ancestor.names);
    }

    /** Lower case names: the form to find clashes by on servers that ignore case. */
    public FolderPath folded() {
        return new FolderPath(
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
    }

    @Override
    public int compareTo(FolderPath other) {
        return toString().compareTo(other.toString());
    }

    /** Names joined by "/"; a "/" or "\" inside a name is preceded by "\". */
    @Override
    public String toString() {
        return names.stream()
                .map(name -> name.replace("\\", "\\\\").replace("/", "\\/"))
                .collect(Collectors.joining("/"));
    }

    /** The inverse of {@link #toString()}. */
    public static FolderPath parse(String text) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean escaped = false;
        for (char c : text.toCharArray()) {
            if (!escaped && c == '/') {
                names.add(name.toString());
                name.setLength(0);
            } else if (!escaped && c == '\\') {
                escaped = true;
                continue;
            } else {
                name.append(c);
            }
            escaped = false;
        }
        names.add(name.toString());
        return new FolderPath(names);
    }
}
