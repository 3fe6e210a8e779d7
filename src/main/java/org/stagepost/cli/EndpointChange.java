package org.stagepost.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeRequest;
import org.stagepost.migration.JobFileReader;
import org.stagepost.model.Finding;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code endpoint set} changes, and how. */
final class EndpointChange {
    private static final String ORIGIN = "endpoint set";
    private static final String NAME = "name";
    private static final String KIND = "kind";
    private static final String PASSWORD = "login.password";
    private static final String TENANT = "login.oauth.tenant";
    private static final String TOKEN_URL = "login.oauth.tokenUrl";
    private static final String DEVICE_URL = "login.oauth.deviceUrl";

    @Option(
            names = "--password-from",
            paramLabel = "WHERE",
            description = "Where the password is: env:NAME, file:PATH, or prompt to be asked now and store it sealed.")
    private @Nullable String passwordFrom;

    @Option(names = "--skip-verification", description = "Store the changes without a test.")
    private boolean unverified;

    @Option(
            names = "--update",
            description = "Also while batches run that use the endpoint; their runs go by the changes, too.")
    private boolean forRunning;

    @Mixin
    private TestMailbox mailbox = new TestMailbox();

    boolean isUnverified() {
        return unverified;
    }

    /** Batches that run are no obstacle, and hear of it. */
    boolean isForRunning() {
        return forRunning;
    }

    /** What the test with the changes is to prove. */
    ProbeRequest test(Contexts contexts, Endpoint endpoint) {
        return mailbox.request(contexts, endpoint);
    }

    /** Every fault at once; refuses a command line that changes nothing. */
    JobFileReader.Result<Endpoint> read(JobFileReader reader, Endpoint stored, List<String> typed) {
        Settings line = new Settings(ORIGIN, typed);
        if (passwordFrom != null) {
            line.add(PASSWORD, passwordFrom);
        }
        if (line.isEmpty()) {
            throw new CommandRefused("nothing to set", "write KEY=VALUE or --password-from");
        }
        line.refuse(NAME, "cannot be changed", "create another endpoint");
        Map<String, String> changes = line.ofEndpoint();
        Map<String, String> settings = chosen(reader, stored, changes.containsKey(TENANT));
        settings.putAll(changes);
        settings.values().removeIf(String::isEmpty);
        JobFileReader.Result<Endpoint> read = reader.endpoint(ORIGIN, settings);
        List<Finding> findings = line.findings(read.findings());
        return read.value()
                .filter(endpoint -> !line.isFaulty())
                .map(endpoint -> JobFileReader.Result.of(endpoint, findings))
                .orElseGet(() -> JobFileReader.Result.invalid(findings));
    }

    /** Without those that follow from the others: a port that is the usual one changes with the security. */
    private static Map<String, String> chosen(JobFileReader reader, Endpoint stored, boolean tenantChanges) {
        EndpointLine line = EndpointLine.of(stored);
        Map<String, String> settings = tenantChanges ? withTenant(reader, line) : line.settings();
        for (String key : List.copyOf(settings.keySet())) {
            Map<String, String> without = new LinkedHashMap<>(settings);
            without.remove(key);
            if (!key.equals(KIND) && isSame(reader, without, line)) {
                settings.remove(key);
            }
        }
        return settings;
    }

    /** With the tenant instead of the addresses it is part of, where the preset has them; a stored endpoint holds only those. */
    private static Map<String, String> withTenant(JobFileReader reader, EndpointLine line) {
        Map<String, String> settings = line.settings();
        for (String part : settings.getOrDefault(TOKEN_URL, "").split("/")) {
            Map<String, String> told = new LinkedHashMap<>(settings);
            told.keySet().removeAll(List.of(TOKEN_URL, DEVICE_URL));
            told.put(TENANT, part);
            if (isSame(reader, told, line)) {
                return told;
            }
        }
        return settings;
    }

    private static boolean isSame(JobFileReader reader, Map<String, String> settings, EndpointLine line) {
        return reader.endpoint(ORIGIN, settings)
                .value()
                .map(EndpointLine::of)
                .filter(line::equals)
                .isPresent();
    }
}
