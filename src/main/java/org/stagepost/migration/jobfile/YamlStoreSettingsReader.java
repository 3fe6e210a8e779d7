package org.stagepost.migration.jobfile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretReference.Scheme;
import org.stagepost.migration.JobFileReader.Result;
import org.stagepost.migration.StoreSettings;
import org.stagepost.migration.input.Fault;
import org.stagepost.migration.input.Findings;
import org.stagepost.migration.input.InputFile;

/**
 * Reads {@code stagepost.datasource} of a home folder's {@code stagepost.yml}; variables named
 * {@code STAGEPOST_DATASOURCE_…} beat it. Every fault at once.
 */
public final class YamlStoreSettingsReader {
    /** With what the names of variables begin. */
    public static final String VARIABLES = "STAGEPOST_DATASOURCE_";

    private static final List<String> DOTTED = Stream.of("", ".url", ".username", ".password", ".caFile")
            .map(key -> "stagepost.datasource" + key)
            .toList();

    private final Path file;
    private final Map<String, String> variables = new TreeMap<>();

    public YamlStoreSettingsReader(Path file, Map<String, String> environment) {
        this.file = file;
        environment.forEach((name, value) -> {
            if (name.startsWith(VARIABLES) && !value.isEmpty()) {
                variables.put(name, value);
            }
        });
    }

    /** Without a value and without findings when neither file nor environment names a database. */
    public Result<StoreSettings> read() {
        Findings inFile = new Findings(file.toString());
        Findings inEnvironment = new Findings("environment");
        StoreForm written = saysNothing() ? StoreForm.EMPTY : fromFile(inFile);
        StoreForm settings = fromEnvironment(inEnvironment).over(written);
        if (!settings.isEmpty() && !inFile.forbidUse() && !inEnvironment.forbidUse()) {
            requireAll(settings, inFile);
        }
        inEnvironment.addAll(inFile.inOrder());
        return settings.isEmpty() || inEnvironment.forbidUse()
                ? Result.invalid(inEnvironment.inOrder())
                : Result.of(complete(settings), inEnvironment.inOrder());
    }

    /** There is no file, or it holds comments only. */
    private boolean saysNothing() {
        try {
            return !Files.exists(file)
                    || Files.size(file) < YamlDocument.MOST_BYTES
                            && Files.readString(file, StandardCharsets.ISO_8859_1)
                                    .lines()
                                    .allMatch(line ->
                                            line.isBlank() || line.strip().startsWith("#"));
        } catch (IOException e) {
            return false; // whoever reads it says why it cannot be read
        }
    }

    private StoreForm fromFile(Findings findings) {
        InputFile input = new InputFile(file, YamlDocument.MOST_BYTES);
        Optional<YamlMap> root = new YamlDocument(input, findings, name -> Map.of()).root();
        Optional<YamlMap> stagepost = root.flatMap(map -> map.map("stagepost"));
        StoreForm form = stagepost
                .flatMap(map -> map.map("datasource"))
                .map(map -> fromFile(map, input.folder()))
                .orElse(StoreForm.EMPTY);
        for (String key : DOTTED) {
            root.filter(map -> map.get(key, Shapes.TEXT).isPresent())
                    .ifPresent(map -> map.fault(
                            key, new Fault("is several keys in one", "write url: below datasource: below stagepost:")));
        }
        root.ifPresent(YamlMap::rejectUnknownKeys);
        stagepost.ifPresent(YamlMap::rejectUnknownKeys);
        return form;
    }

    private static StoreForm fromFile(YamlMap datasource, Path folder) {
        StoreForm form = StoreForm.read(datasource, folder, key -> key);
        if (form.password().filter(given -> given.scheme() == Scheme.LITERAL).isPresent()) {
            datasource.warn("password", new Fault("a password in clear text", "write env:NAME or file:PATH instead"));
        }
        return form;
    }

    private StoreForm fromEnvironment(Findings findings) {
        YamlMap group = new FlatSettings(findings).group(variables);
        return StoreForm.read(group, Path.of("").toAbsolutePath(), key -> VARIABLES + key.toUpperCase(Locale.ROOT));
    }

    private static void requireAll(StoreForm settings, Findings findings) {
        if (settings.url().isEmpty()) {
            findings.file(
                    0,
                    "stagepost.datasource.url",
                    new Fault("is missing", "write jdbc:postgresql://HOST:PORT/DATABASE"));
        }
        if (settings.user().isEmpty()) {
            findings.file(0, "stagepost.datasource.username", new Fault("is missing", "write who logs in"));
        }
    }

    private static StoreSettings complete(StoreForm settings) {
        return new StoreSettings(
                settings.url().orElseThrow(),
                settings.user().orElseThrow(),
                settings.password().orElseGet(SecretReference::none),
                settings.caFile().orElse(""));
    }
}
