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
import org.stagepost.job.remote.BrokerConnections;
import org.stagepost.migration.BrokerSettings;
import org.stagepost.migration.JobFileReader.Result;
import org.stagepost.migration.ServedBroker;
import org.stagepost.migration.jobfile.YamlBrokerSettingsReader;
import org.stagepost.model.FailureCode;
import org.stagepost.model.Finding;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

/** Which broker tells workers of partitions, if {@code stagepost.yml} in the home folder or the environment names one. */
final class HomeBroker {
    private final Map<String, String> environment;

    HomeBroker(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * No YAML is read, and nothing of it loaded, where nobody configured anything.
     *
     * @throws MigrationException SETTINGS_INVALID with all findings
     */
    Optional<BrokerSettings> settings(HomeFolder home) {
        Path file = file(home);
        boolean configured = !Files.notExists(file) // one that may not even be looked at is no missing one
                || environment.keySet().stream().anyMatch(name -> name.startsWith(YamlBrokerSettingsReader.VARIABLES));
        return configured ? found(file, new YamlBrokerSettingsReader(file, environment).read()) : Optional.empty();
    }

    /**
     * For a process that has the broker in itself.
     *
     * @throws MigrationException SETTINGS_INVALID with all findings
     */
    ServedBroker served(HomeFolder home) {
        Path file = file(home);
        return found(file, new YamlBrokerSettingsReader(file, environment).readServed())
                .orElseThrow();
    }

    private static Path file(HomeFolder home) {
        return home.root().resolve("stagepost.yml");
    }

    private static <T> Optional<T> found(Path file, Result<T> result) {
        List<Finding> findings = result.findings();
        if (result.value().isEmpty() && !findings.isEmpty()) {
            throw new MigrationException(
                    FailureCode.SETTINGS_INVALID,
                    findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
        }
        if (!findings.isEmpty() && Files.exists(file)) {
            new PrivateFile(file).requireOwnerOnly();
        }
        findings.forEach(finding -> LoggerFactory.getLogger(HomeBroker.class).warn("{}", finding));
        return result.value();
    }

    /** @throws MigrationException SECRET_MISSING */
    BrokerConnections connections(BrokerSettings settings) {
        return new BrokerConnections(settings, password(settings)::reveal);
    }

    /** @throws MigrationException SECRET_MISSING */
    Secret password(BrokerSettings settings) {
        return new ReferenceResolver(environment, Path.of(""), purpose -> Secret.of(""), new NoSecrets())
                .resolve(settings.password(), "password of the broker");
    }
}
