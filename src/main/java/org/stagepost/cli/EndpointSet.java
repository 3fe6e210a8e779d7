package org.stagepost.cli;

import java.util.List;
import java.util.Optional;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.migration.JobFileReader;
import org.stagepost.model.ExitCode;
import org.stagepost.model.HomeFolder;

/**
 * Changes a stored endpoint: read, tested, and only then stored. The home folder is opened twice, because a test takes
 * its time and the process that keeps the store may end meanwhile.
 */
final class EndpointSet {
    private final Contexts contexts;
    private final HomeFolder home;
    private final EndpointResult result;

    EndpointSet(Contexts contexts, HomeFolder home, EndpointResult result) {
        this.contexts = contexts;
        this.home = home;
        this.result = result;
    }

    /** What is to be stored if all stages passed; none when nobody wants a test. */
    private record Tested(Endpoint endpoint, List<ProbeStage> stages, Optional<String> keptToken) {
        private boolean isPassed() {
            return stages.stream().allMatch(ProbeStage::passed);
        }
    }

    /** @return what the process ends with */
    int go(String name, List<String> typed, EndpointChange change) {
        Optional<Tested> tested = tested(name, typed, change);
        if (tested.isEmpty()) {
            return ExitCode.BAD_INPUT.number();
        }
        Endpoint endpoint = tested.get().endpoint();
        List<ProbeStage> stages = tested.get().stages();
        if (!tested.get().isPassed()) {
            int exit = result.stored(endpoint, stages);
            tested.get().keptToken().ifPresent(result::tokenKept);
            return exit;
        }
        try (Contexts.Control control = contexts.control(home)) {
            if (!change.isForRunning()) {
                users(control, name).refuseWhileRunning();
            }
            control.manageEndpoints().createUnverified(endpoint);
            int exit = change.isUnverified() ? result.storedUntested(endpoint) : result.stored(endpoint, stages);
            if (change.isForRunning()) {
                users(control, name).update(result);
            }
            return exit;
        }
    }

    /** Empty when faults were printed. */
    private Optional<Tested> tested(String name, List<String> typed, EndpointChange change) {
        try (Contexts.Control control = contexts.control(home)) {
            Endpoint stored = Lookup.endpoint(control, name);
            JobFileReader.Result<Endpoint> read = change.read(control.jobFiles(), stored, typed);
            result.findings(read.findings());
            if (read.value().isEmpty()) {
                return Optional.empty();
            }
            if (!change.isForRunning()) {
                users(control, name).refuseWhileRunning();
            }
            Endpoint endpoint = control.withSecretAsked(read.value().get());
            List<ProbeStage> stages = change.isUnverified()
                    ? List.of()
                    : control.manageEndpoints().test(endpoint, change.test(contexts, endpoint));
            Optional<String> kept = stages.stream().allMatch(ProbeStage::passed)
                    ? Optional.empty()
                    : control.manageEndpoints().keepRefreshToken(endpoint);
            return Optional.of(new Tested(control.manageEndpoints().renewed(endpoint), stages, kept));
        }
    }

    private static EndpointUsers users(Contexts.Control control, String name) {
        return new EndpointUsers(control, Lookup.endpoint(control, name));
    }
}
