package org.stagepost.wiring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;
import org.stagepost.credential.PrivateFile;
import org.stagepost.credential.Secret;
import org.stagepost.credential.local.ReferenceResolver;
import org.stagepost.migration.JobFileReader.Result;
import org.stagepost.migration.StoreSettings;
import org.stagepost.migration.jobfile.YamlStoreSettingsReader;
import org.stagepost.model.FailureCode;
import org.stagepost.model.Finding;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;
import org.stagepost.persistence.Store;
import org.stagepost.persistence.home.EmbeddedStore;
import org.stagepost.persistence.home.HomeFolders;
import org.stagepost.persistence.postgresql.PostgresStore;

/** Which store a home folder has: its own, unless {@code stagepost.yml} in it or the environment names a database. */
final class HomeStores {
    private final Map<String, String> environment;

    HomeStores(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @throws MigrationException SETTINGS_INVALID, SECRET_MISSING, and what opening the store throws */
    Store open(HomeFolder home) {
        return settings(home)
                .<Store>map(settings -> PostgresStore.open(home, settings, password(settings)))
                .orElseGet(() -> EmbeddedStore.open(home));
    }

    /** @throws MigrationException as {@link #open} */
    Store own(HomeFolder home) {
        return settings(home)
                .<Store>map(settings -> PostgresStore.own(home, settings, password(settings)))
                .orElseGet(() -> EmbeddedStore.own(home));
    }

    /**
     * For a worker, which changes what it holds leases of; the home folder is its own.
     *
     * @throws MigrationException as {@link #open}; SETTINGS_INVALID where the store is the home folder's own
     */
    Store work(HomeFolder home) {
        StoreSettings settings = settings(home)
                .orElseThrow(() -> new MigrationException(
                        FailureCode.SETTINGS_INVALID,
                        "a worker needs the manager's PostgreSQL database: name it in stagepost.datasource of "
                                + home.root().resolve("stagepost.yml")));
        return PostgresStore.work(home, settings, password(settings));
    }

    /** No YAML is read, and nothing of it loaded, where nobody configured anything. */
    private Optional<StoreSettings> settings(HomeFolder home) {
        Path file = home.root().resolve("stagepost.yml");
        boolean configured = !Files.notExists(file) // one that may not even be looked at is no missing one
                || environment.keySet().stream().anyMatch(name -> name.startsWith(YamlStoreSettingsReader.VARIABLES));
        return configured ? read(home, file) : Optional.empty();
    }

    private Optional<StoreSettings> read(HomeFolder home, Path file) {
        Result<StoreSettings> result = new YamlStoreSettingsReader(file, environment).read();
        List<Finding> findings = result.findings();
        if (result.value().isEmpty() && !findings.isEmpty()) {
            throw new MigrationException(
                    FailureCode.SETTINGS_INVALID,
                    findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
        }
        if (!findings.isEmpty()) {
            new PrivateFile(file).requireOwnerOnly();
            HomeFolders.create(home);
            HomeLog.begin(home);
            findings.forEach(
                    finding -> LoggerFactory.getLogger(HomeStores.class).warn("{}", finding));
        }
        return result.value();
    }

    private Secret password(StoreSettings settings) {
        return new ReferenceResolver(environment, Path.of(""), purpose -> Secret.of(""), new NoSecrets())
                .resolve(settings.password(), "password of the store");
    }
}
