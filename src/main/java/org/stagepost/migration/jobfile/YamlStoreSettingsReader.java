package org.stagepost.migration.jobfile;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.stagepost.credential.SecretReference;
import org.stagepost.migration.JobFileReader.Result;
import org.stagepost.migration.StoreSettings;
import org.stagepost.migration.input.Fault;
import org.stagepost.migration.input.Findings;

/**
 * Reads {@code stagepost.datasource} of a home folder's {@code stagepost.yml}; variables named
 * {@code STAGEPOST_DATASOURCE_…} beat it. Every fault at once.
 */
public final class YamlStoreSettingsReader {
    /** With what the names of variables begin. */
    public static final String VARIABLES = "STAGEPOST_DATASOURCE_";

    private final Path file;
    private final Map<String, String> variables;

    public YamlStoreSettingsReader(Path file, Map<String, String> environment) {
        this.file = file;
        this.variables = Variables.of(environment, VARIABLES);
    }

    /** Without a value and without findings when neither file nor environment names a database. */
    public Result<StoreSettings> read() {
        Findings inFile = new Findings(file.toString());
        Findings inEnvironment = new Findings("environment");
        StoreForm written = new SettingsFile(file).read(inFile).store();
        StoreForm settings = fromEnvironment(inEnvironment).over(written);
        if (!settings.isEmpty() && !inFile.forbidUse() && !inEnvironment.forbidUse()) {
            requireAll(settings, inFile);
        }
        inEnvironment.addAll(inFile.inOrder());
        return settings.isEmpty() || inEnvironment.forbidUse()
                ? Result.invalid(inEnvironment.inOrder())
                : Result.of(complete(settings), inEnvironment.inOrder());
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
