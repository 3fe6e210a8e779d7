package org.stagepost.migration.jobfile;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stagepost.migration.input.Fault;
import org.stagepost.migration.input.Findings;
import org.stagepost.migration.input.InputFile;
import org.stagepost.model.BatchName;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/** A YAML file as a tree of nodes: no object is ever made of it, so a tag in it can start nothing. */
final class YamlDocument {
    static final int MOST_BYTES = 1024 * 1024;
    private static final int MOST_ALIASES = 20;
    private static final int DEEPEST = 20;

    private final InputFile file;
    private final Findings findings;
    private final SettingsOverlay overlay;
    private final Supplier<Optional<String>> text;

    /** @param settings values that beat the file's, by the name that stands in it */
    YamlDocument(InputFile file, Findings findings, Function<BatchName, Map<String, String>> settings) {
        this.file = file;
        this.findings = findings;
        this.overlay = new SettingsOverlay(settings, findings);
        this.text = this::read;
    }

    /** As the file was when somebody read it, maybe on another machine. */
    YamlDocument(InputFile file, String text, Findings findings, Function<BatchName, Map<String, String>> settings) {
        this.file = file;
        this.findings = findings;
        this.overlay = new SettingsOverlay(settings, findings);
        this.text = () -> Optional.of(text);
    }

    /** Empty, and reported, when the file is no YAML mapping. */
    Optional<YamlMap> root() {
        return text.get().flatMap(this::compose).flatMap(YamlValue::asMap);
    }

    private Optional<String> read() {
        Optional<Fault> fault = file.fault();
        if (fault.isPresent()) {
            findings.file(0, "", fault.get());
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file.path())))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            findings.file(0, "", new Fault("is not UTF-8", "save it as UTF-8"));
        } catch (IOException e) {
            findings.file(0, "", InputFile.unreadable());
        }
        return Optional.empty();
    }

    private Optional<YamlValue> compose(String text) {
        try {
            @Nullable Node node = parser().compose(new StringReader(text));
            if (node != null) {
                return Optional.of(new YamlValue(overlay.over(node), YamlValue.lineOf(node), "", findings));
            }
            findings.file(0, "", new Fault("is empty", "see jobs/ for examples"));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            findings.file(
                    line, "", new Fault("is no YAML: " + problem(e), "put values with special characters in quotes"));
        } catch (ReaderException e) {
            int line = 1
                    + (int) text.chars()
                            .limit(e.getPosition())
                            .filter(c -> c == '\n')
                            .count();
            findings.file(line, "", new Fault("holds a character that YAML does not allow", "remove it"));
        } catch (YAMLException e) {
            findings.file(0, "", new Fault("is no job file: " + e.getMessage(), "see jobs/ for examples"));
        }
        return Optional.empty();
    }

    /** Without the word that the parser stumbled over: an unquoted password may look like an alias or a tag. */
    private static String problem(MarkedYAMLException e) {
        return String.valueOf(e.getProblem()).replaceFirst("(alias|handle|not allowed:|anchor) .*", "$1 …");
    }

    private static Yaml parser() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(MOST_BYTES);
        return new Yaml(new SafeConstructor(options));
    }
}
