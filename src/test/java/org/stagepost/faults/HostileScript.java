package org.stagepost.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a server misbehaves towards one mailbox; {@code src/test/resources/hostile/README.md} explains the lines.
 *
 * @param rules in their order; the first that fits a command applies
 */
record HostileScript(String name, List<Rule> rules, Set<Trait> traits) {
    private static final Path FOLDER = Path.of("src/test/resources/hostile");

    /** Words of a script that say how it is to be run and judged. */
    enum Trait {
        /** Lives on the client's patience. */
        SLOW,
        /** Nobody could know that it is a lie. */
        BELIEVED
    }

    /**
     * What happens instead of the reply to a command.
     *
     * @param command the whole line without its tag
     */
    record Rule(Pattern command, List<String> actions) {}

    static List<HostileScript> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .map(HostileScript::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HostileScript read(Path file) {
        try {
            List<Rule> rules = new ArrayList<>();
            Set<Trait> traits = EnumSet.noneOf(Trait.class);
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                if (line.startsWith("AT ")) {
                    Pattern command = Pattern.compile("(UID )?(" + line.substring(3) + ")", Pattern.CASE_INSENSITIVE);
                    rules.add(new Rule(command, new ArrayList<>()));
                } else if (line.startsWith("#") || line.isBlank()) {
                    continue;
                } else if (rules.isEmpty()) {
                    traits.add(Trait.valueOf(line));
                } else {
                    rules.get(rules.size() - 1).actions().add(line);
                }
            }
            return new HostileScript(file.getFileName().toString().replace(".txt", ""), rules, traits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
