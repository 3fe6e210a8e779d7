package org.stagepost.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Texts that must stay texts wherever they are shown. */
public final class HostileText {
    private static final Path CORPUS = Path.of("src/test/resources/corpus/hostile-text.txt");

    private HostileText() {}

    public static List<String> corpus() {
        try {
            return Files.readAllLines(CORPUS).stream()
                    .filter(line -> !line.startsWith("# "))
                    .map(HostileText::unescaped)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unescaped(String line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) != '\\') {
                text.append(line.charAt(i));
                continue;
            }
            char kind = line.charAt(++i);
            switch (kind) {
                case 't' -> text.append('\t');
                case 'r' -> text.append('\r');
                case 'n' -> text.append('\n');
                case 'u' -> {
                    text.append((char) Integer.parseInt(line.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> text.append(kind);
            }
        }
        return text.toString();
    }
}
