package org.stagepost.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Commands that documents show exist, with the options they show. */
class DocumentedCommandsTest {
    private static final Pattern FENCED_LINE =
            Pattern.compile("^\\s*(?:\\$ )?(?:target/)?stagepost (.*)$", Pattern.MULTILINE);
    private static final Pattern SPAN = Pattern.compile("`(?:target/|stagepost |target/stagepost )?([^`\\n]+)`");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?[a-zA-Z][a-z-]*");
    private static final Pattern REST = Pattern.compile("\\s[#|].*");
    private static final Set<String> GROUPS =
            Set.of("batch", "config", "csv", "directory", "endpoint", "report", "user");

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/docs"))) {
            List<Path> documents =
                    new ArrayList<>(files.filter(file -> file.toString().endsWith(".md"))
                            .filter(file -> !file.endsWith("commands.md"))
                            .toList());
            documents.add(Path.of("README.md"));
            return documents.stream().sorted();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void commandsAndOptionsThatDocumentsShowExist(Path document) throws IOException {
        assertThat(faults(Files.readString(document))).isEmpty();
    }

    @Test
    void aWrongOptionIsFound() {
        assertThat(faults("```sh\nstagepost batch show wave-1 --checklst\n```"))
                .containsExactly("batch show wave-1 --checklst: no --checklst");
        assertThat(faults("`batch shwo wave-1`")).containsExactly("batch shwo wave-1: no such command");
        assertThat(faults("```\nstagepost verfy wave-1\n```")).containsExactly("verfy wave-1: no such command");
        assertThat(faults("`restart wave-1 --drry`")).containsExactly("restart wave-1 --drry: no --drry");
        assertThat(faults("`run wave-1.yml --dry-run`, `batch` and `run`")).isEmpty();
    }

    private static List<String> faults(String text) {
        Stream<String> lines =
                found(FENCED_LINE, text).flatMap(line -> fault(line, List.of(line + ": no such command")));
        Stream<String> spans = found(SPAN, text).flatMap(span -> fault(span, List.of()));
        return Stream.concat(lines, spans).distinct().toList();
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> REST.matcher(found.group(1)).replaceAll("").strip());
    }

    private static Stream<String> fault(String line, List<String> ifUnknown) {
        List<String> words = Arrays.asList(line.split("\\s+"));
        CommandLine root = new Stagepost(new FakeContexts()).commandLine(words.toArray(String[]::new));
        CommandLine command = root.getSubcommands().get(words.get(0));
        if (command == null) {
            return words.get(0).startsWith("-") ? Stream.of() : ifUnknown.stream();
        }
        if (words.size() == 1) {
            return Stream.of();
        }
        if (GROUPS.contains(words.get(0))) {
            CommandLine action = command.getSubcommands().get(words.get(1));
            if (action == null) {
                return isProse(words.get(1)) ? Stream.of() : Stream.of(line + ": no such command");
            }
            command = action;
        }
        Set<String> known = options(requireNonNull(command).getCommandSpec());
        return OPTION.matcher(line)
                .results()
                .map(found -> found.group())
                .filter(option -> !known.contains(option))
                .map(option -> line + ": no " + option);
    }

    /** {@code endpoint: NAME}, {@code batch …}: a key, a path, a placeholder. */
    private static boolean isProse(String word) {
        return !word.matches("[a-z-]+");
    }

    private static Set<String> options(CommandSpec command) {
        return command.options().stream()
                .map(OptionSpec::names)
                .flatMap(Arrays::stream)
                .collect(Collectors.toSet());
    }
}
