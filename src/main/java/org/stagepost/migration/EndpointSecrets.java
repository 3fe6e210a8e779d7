package org.stagepost.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.stagepost.credential.SecretResolver;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Finds out before a batch begins whether the passwords of its endpoints are there. Thread-safe. */
public final class EndpointSecrets {
    private final SecretResolver secrets;

    public EndpointSecrets(SecretResolver secrets) {
        this.secrets = secrets;
    }

    /** @throws MigrationException SECRET_MISSING naming all references that lead nowhere */
    public void require(JobFile jobFile) {
        List<String> missing = new ArrayList<>();
        endpoints(jobFile).distinct().forEach(endpoint -> {
            try {
                secrets.resolve(endpoint.login().password(), "password of endpoint " + endpoint.name());
            } catch (MigrationException e) {
                missing.add(e.detail());
            }
        });
        if (!missing.isEmpty()) {
            throw new MigrationException(FailureCode.SECRET_MISSING, String.join(System.lineSeparator(), missing));
        }
    }

    /** All that the batch works with; one may be there several times. */
    static Stream<Endpoint> endpoints(JobFile jobFile) {
        return Stream.of(
                        Optional.of(jobFile.source()),
                        Optional.of(jobFile.target()),
                        jobFile.sourceDirectory(),
                        jobFile.targetDirectory(),
                        jobFile.smtp())
                .flatMap(Optional::stream);
    }
}
