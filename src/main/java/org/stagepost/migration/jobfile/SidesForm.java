package org.stagepost.migration.jobfile;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.migration.JobFile.Sides;
import org.stagepost.migration.input.Fault;

/** Reads which endpoints a batch connects. */
final class SidesForm {
    static final String EXAMPLE = "write { endpoint: NAME }";

    private final YamlMap job;
    private final KnownEndpoints endpoints;

    SidesForm(YamlMap job, KnownEndpoints endpoints) {
        this.job = job;
        this.endpoints = endpoints;
    }

    /** Empty when a side was reported. */
    Optional<Sides> read() {
        job.requireKey("source", EXAMPLE);
        job.requireKey("target", EXAMPLE);
        Optional<Endpoint> source = side("source", EndpointKind.IMAP);
        Optional<Endpoint> target = side("target", EndpointKind.IMAP);
        Optional<Endpoint> sourceDirectory = side("sourceDirectory", EndpointKind.LDAP);
        Optional<Endpoint> targetDirectory = side("targetDirectory", EndpointKind.LDAP);
        Optional<Endpoint> sourceSieve = side("sourceSieve", EndpointKind.SIEVE);
        @Nullable Endpoint smtp = smtp();
        if (source.isEmpty() || target.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Sides(
                source.get(),
                target.get(),
                sourceDirectory.orElse(null),
                targetDirectory.orElse(null),
                smtp,
                sourceSieve.orElse(null)));
    }

    private Optional<Endpoint> side(String key, EndpointKind kind) {
        return job.map(key).flatMap(side -> endpoints.named(side, kind));
    }

    /** Mails go through the one that is named, else, where somebody is notified, through the only one of kind smtp. */
    private @Nullable Endpoint smtp() {
        Optional<Endpoint> named = side("smtp", EndpointKind.SMTP);
        if (job.has("smtp")) {
            return named.orElse(null);
        }
        return job.has("notify") ? onlySmtp() : null;
    }

    private @Nullable Endpoint onlySmtp() {
        List<Endpoint> candidates = endpoints.ofKind(EndpointKind.SMTP);
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        if (candidates.size() > 1) {
            job.fault("notify", new Fault("there are several endpoints of kind smtp", "add smtp: { endpoint: NAME }"));
        } else if (!endpoints.someAreFaulty()) {
            job.fault("notify", new Fault("there is no endpoint of kind smtp", "declare one below endpoints"));
        }
        return null;
    }
}
