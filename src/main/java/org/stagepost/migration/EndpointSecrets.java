package org.stagepost.migration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretResolver;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.GrantSecret;
import org.stagepost.endpoint.TokenGrant;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Finds out before anything begins whether the secrets of endpoints are there. Thread-safe. */
public final class EndpointSecrets {
    private final SecretResolver secrets;

    public EndpointSecrets(SecretResolver secrets) {
        this.secrets = secrets;
    }

    /** @throws MigrationException SECRET_MISSING naming all references that lead nowhere */
    public void require(JobFile jobFile) {
        require(endpoints(jobFile).distinct());
    }

    /** As {@link #require(JobFile)}, for one endpoint. */
    public void require(Endpoint endpoint) {
        require(Stream.of(endpoint));
    }

    /** As {@link #require(JobFile)}, for these. */
    void require(Stream<Endpoint> some) {
        List<String> missing = new ArrayList<>();
        some.forEach(endpoint -> {
            look(endpoint.login().password(), "password of endpoint " + endpoint.name(), missing);
            endpoint.proxy()
                    .ifPresent(proxy ->
                            look(proxy.password(), "password of the proxy of endpoint " + endpoint.name(), missing));
            endpoint.login().oauth().ifPresent(grant -> look(grant, missing));
        });
        if (!missing.isEmpty()) {
            throw new MigrationException(FailureCode.SECRET_MISSING, String.join(System.lineSeparator(), missing));
        }
    }

    private void look(TokenGrant grant, List<String> missing) {
        for (GrantSecret secret : GrantSecret.values()) {
            look(secret.in(grant), secret.purpose(grant), missing);
        }
        String certificate = grant.certificateFile();
        if (!certificate.isEmpty() && !Files.isReadable(Path.of(certificate))) {
            missing.add("certificate of " + grant.application() + ": " + certificate
                    + ": there is no such file that can be read");
        }
    }

    private void look(SecretReference reference, String purpose, List<String> missing) {
        try {
            secrets.resolve(reference, purpose);
        } catch (MigrationException e) {
            if (!missing.contains(e.detail())) {
                missing.add(e.detail());
            }
        }
    }

    /** All that the batch works with; one may be there several times. */
    static Stream<Endpoint> endpoints(JobFile jobFile) {
        return Stream.of(
                        Optional.of(jobFile.source()),
                        Optional.of(jobFile.target()),
                        jobFile.sourceDirectory(),
                        jobFile.targetDirectory(),
                        jobFile.sourceSieve(),
                        jobFile.smtp())
                .flatMap(Optional::stream);
    }
}
