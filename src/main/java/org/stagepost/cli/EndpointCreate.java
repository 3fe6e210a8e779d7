package org.stagepost.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.migration.JobFileReader;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.ExitCode;
import org.stagepost.model.HomeFolder;

/** Creates an endpoint. The home folder is not kept open while a server is looked for: that takes up to half a minute. */
final class EndpointCreate {
    private final Contexts contexts;
    private final HomeFolder home;
    private final EndpointResult result;

    EndpointCreate(Contexts contexts, HomeFolder home, EndpointResult result) {
        this.contexts = contexts;
        this.home = home;
        this.result = result;
    }

    /** @return what the process ends with */
    int go(NewEndpoint typed, TestMailbox mailbox) {
        Settings line = typed.settings();
        Map<String, String> settings = line.ofEndpoint();
        Optional<EmailAddress> address = typed.address();
        if (address.isPresent() && line.isFaulty()) {
            result.findingsInOptions(line.findings(List.of()));
            return ExitCode.BAD_INPUT.number();
        }
        if (address.isPresent()) {
            try (Contexts.Control control = contexts.control(home)) {
                requireNew(control, typed.name());
            }
            new DiscoveredServer(contexts, result).addTo(settings, address.get(), typed.reach());
        }
        try (Contexts.Control control = contexts.control(home)) {
            requireNew(control, typed.name());
            JobFileReader.Result<Endpoint> read = control.jobFiles().endpoint(NewEndpoint.ORIGIN, settings);
            result.findingsInOptions(line.findings(read.findings()));
            if (read.value().isEmpty() || line.isFaulty()) {
                return ExitCode.BAD_INPUT.number();
            }
            Endpoint endpoint = control.withSecretAsked(read.value().get());
            if (typed.isUnverified()) {
                control.manageEndpoints().createUnverified(endpoint);
                return result.storedUntested(endpoint);
            }
            List<ProbeStage> stages = control.manageEndpoints().create(endpoint, mailbox.request(contexts, endpoint));
            int exit = result.stored(endpoint, stages);
            if (!stages.stream().allMatch(ProbeStage::passed)) {
                control.manageEndpoints().keepRefreshToken(endpoint).ifPresent(result::tokenKept);
            }
            return exit;
        }
    }

    private static void requireNew(Contexts.Control control, String name) {
        if (control.endpoints().find(name).isPresent()) {
            throw new CommandRefused(
                    "there is an endpoint '" + name + "' already",
                    "change it with `endpoint set " + name + " KEY=VALUE`, or remove it first");
        }
    }
}
