package org.stagepost.migration.jobfile;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.stagepost.migration.BrokerSettings;
import org.stagepost.migration.JobFileReader.Result;
import org.stagepost.migration.ServedBroker;
import org.stagepost.migration.input.Fault;
import org.stagepost.migration.input.Findings;

/**
 * Reads {@code stagepost.broker} of a home folder's {@code stagepost.yml}; variables named {@code STAGEPOST_BROKER_…} beat
 * it. Every fault at once.
 */
public final class YamlBrokerSettingsReader {
    /** With what the names of variables begin. */
    public static final String VARIABLES = "STAGEPOST_BROKER_";

    private static final String GROUP = "stagepost.broker";

    private final Path file;
    private final Map<String, String> variables;
    private final boolean storeInEnvironment;

    public YamlBrokerSettingsReader(Path file, Map<String, String> environment) {
        this.file = file;
        this.variables = Variables.of(environment, VARIABLES);
        this.storeInEnvironment =
                !Variables.of(environment, YamlStoreSettingsReader.VARIABLES).isEmpty();
    }

    /** Without a value and without findings when neither file nor environment names a broker. */
    public Result<BrokerSettings> read() {
        return read(false, (settings, findings) -> {
            warn(settings, findings);
            return Optional.of(settings.complete());
        });
    }

    /** For a process that has the broker in itself: nothing configured is a fault, too. */
    public Result<ServedBroker> readServed() {
        return read(true, (settings, findings) -> new ServedBrokerForm(settings, GROUP, findings).read());
    }

    /** @param required also where nothing is configured */
    private <T> Result<T> read(boolean required, BiFunction<BrokerForm, Findings, Optional<T>> last) {
        Findings inFile = new Findings(file.toString());
        Findings inEnvironment = new Findings("environment");
        SettingsFile.Read written = new SettingsFile(file).read(inFile);
        BrokerForm settings = fromEnvironment(inEnvironment).over(written.broker());
        boolean wanted = required || !settings.isEmpty();
        if (wanted && !inFile.forbidUse() && !inEnvironment.forbidUse()) {
            requireAll(settings, inFile);
            requireStore(written.store(), inFile);
        }
        Optional<T> value = wanted && settings.isComplete() ? last.apply(settings, inFile) : Optional.empty();
        inEnvironment.addAll(inFile.inOrder());
        return inEnvironment.forbidUse()
                ? Result.invalid(inEnvironment.inOrder())
                : value.map(some -> Result.of(some, inEnvironment.inOrder()))
                        .orElseGet(() -> Result.invalid(inEnvironment.inOrder()));
    }

    private BrokerForm fromEnvironment(Findings findings) {
        YamlMap group = new FlatSettings(findings).group(variables);
        return BrokerForm.read(group, Path.of("").toAbsolutePath(), key -> VARIABLES + key.toUpperCase(Locale.ROOT));
    }

    private static void requireAll(BrokerForm settings, Findings findings) {
        if (settings.url().isEmpty()) {
            findings.file(0, GROUP + ".url", new Fault("is missing", BrokerForm.REMEDY));
        }
        if (settings.user().isEmpty()) {
            findings.file(0, GROUP + ".user", new Fault("is missing", "write who logs in"));
        }
        if (settings.password().isEmpty()) {
            findings.file(0, GROUP + ".password", new Fault("is missing", "write env:NAME or file:PATH"));
        }
    }

    /** What a message says a partition is, stands in the store: each worker must see the same. */
    private void requireStore(StoreForm store, Findings findings) {
        if (store.isEmpty() && !storeInEnvironment) {
            findings.file(
                    0,
                    GROUP,
                    new Fault(
                            "is of no use without a store that all machines share",
                            "write stagepost.datasource as well, or remove the broker"));
        }
    }

    private static void warn(BrokerForm settings, Findings findings) {
        if (settings.isOpenToOthers()) {
            findings.warning(
                    0,
                    GROUP + ".security",
                    new Fault(
                            "anybody on the way to the broker can read its password and change what is sent",
                            "write tls"));
        }
    }
}
