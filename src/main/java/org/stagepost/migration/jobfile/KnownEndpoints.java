package org.stagepost.migration.jobfile;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointCatalog;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.migration.input.Fault;
import org.stagepost.migration.input.Quoted;
import org.stagepost.model.Nearest;

/** The endpoints that a job file may name: its own before the stored ones. */
final class KnownEndpoints {
    private final EndpointCatalog stored;
    private final Map<String, Endpoint> own = new LinkedHashMap<>();
    /** Known by name, and of no use: their faults are reported where they stand. */
    private final Set<String> faulty = new HashSet<>();

    private KnownEndpoints(EndpointCatalog stored) {
        this.stored = stored;
    }

    /** With those of the job file's key {@code endpoints}. */
    static KnownEndpoints of(YamlMap job, Path folder, EndpointCatalog stored) {
        KnownEndpoints known = new KnownEndpoints(stored);
        job.maps("endpoints").forEach(endpoint -> known.add(endpoint, new EndpointForm(endpoint, folder)));
        return known;
    }

    private void add(YamlMap settings, EndpointForm form) {
        String name = form.name();
        if (own.containsKey(name) || faulty.contains(name) && !name.isEmpty()) {
            settings.fault("name", new Fault("another endpoint has this name", "rename one of them"));
        }
        form.read().ifPresentOrElse(endpoint -> own.put(name, endpoint), () -> faulty.add(name));
    }

    /** The endpoint that {@code side: { endpoint: NAME }} names. Empty when it was reported, here or where it stands. */
    Optional<Endpoint> named(YamlMap side, EndpointKind kind) {
        Optional<String> name = side.require("endpoint", Shapes.ENDPOINT_NAME);
        side.rejectUnknownKeys();
        if (name.isEmpty() || faulty.contains(name.get())) {
            return Optional.empty();
        }
        Optional<Endpoint> endpoint = Optional.ofNullable(own.get(name.get())).or(() -> stored.find(name.get()));
        if (endpoint.isEmpty()) {
            side.fault("endpoint", new Fault(Quoted.of(name.get()) + " is not an endpoint", advice(name.get(), kind)));
        }
        endpoint.filter(found -> found.kind() != kind)
                .ifPresent(found -> side.fault(
                        "endpoint",
                        new Fault(
                                Quoted.of(name.get()) + " is of kind " + Shape.word(found.kind()),
                                "name one of kind " + Shape.word(kind))));
        endpoint.filter(found -> found.protection().legacyTls() && !own.containsKey(found.name()))
                .ifPresent(found -> side.warn("endpoint", ProtectionForm.LEGACY));
        return endpoint.filter(found -> found.kind() == kind);
    }

    private String advice(String name, EndpointKind kind) {
        Set<String> names = new TreeSet<>(own.keySet());
        stored.list().forEach(endpoint -> names.add(endpoint.name()));
        String command = "endpoint create " + name + (kind == EndpointKind.IMAP ? " --address ADDRESS" : "");
        String declare = "declare it below endpoints, or create it with `" + command + "`";
        return Nearest.to(name, names)
                .map(near -> "did you mean \"" + near + "\"?")
                .orElse(declare);
    }

    /** The candidates for a side that the job file leaves open: its own, and only without one the stored ones. */
    List<Endpoint> ofKind(EndpointKind kind) {
        List<Endpoint> mine = own.values().stream()
                .filter(endpoint -> endpoint.kind() == kind)
                .toList();
        return mine.isEmpty()
                ? stored.list().stream()
                        .filter(endpoint -> endpoint.kind() == kind)
                        .toList()
                : mine;
    }

    boolean someAreFaulty() {
        return !faulty.isEmpty();
    }
}
