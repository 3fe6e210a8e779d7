package org.stagepost.directory.sieve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stagepost.directory.SieveLogin;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.model.MigrationException;

/** Tests a ManageSieve server stage by stage: the connection, the login, the list of scripts. Changes nothing. */
final class SieveProbe {
    private final Endpoint endpoint;
    private final Connections connections;
    private final List<ProbeStage> stages = new ArrayList<>();
    private long begin = System.nanoTime();

    SieveProbe(Endpoint endpoint, Connections connections) {
        this.endpoint = endpoint;
        this.connections = connections;
    }

    List<ProbeStage> run(Optional<SieveLogin> login) {
        String stage = "connection";
        try (SieveLine line = SieveLine.open(endpoint, connections)) {
            passed(
                    stage,
                    line.capability("IMPLEMENTATION").orElse("ManageSieve") + ", SASL "
                            + line.capability("SASL").orElse("none"));
            stage = "login";
            if (!line.has("SASL", "plain")) {
                stages.add(ProbeStage.failed(
                        stage,
                        since(),
                        "it offers no SASL PLAIN",
                        "Stagepost cannot log in there.",
                        "Allow PLAIN at the server, over TLS."));
            } else if (login.isEmpty()) {
                stages.add(ProbeStage.untested(stage, "scripts are a user's own, name a mailbox"));
            } else {
                UserScripts scripts = UserScripts.on(line, login.get());
                passed(stage, "as " + login.get().user());
                stage = "scripts";
                passed(stage, said(scripts.state()));
            }
        } catch (MigrationException e) {
            stages.add(ProbeStage.failed(stage, since(), e.detail(), "", e.hint()));
        }
        return List.copyOf(stages);
    }

    private static String said(ScriptState state) {
        return state.active().isEmpty() ? "none is active" : "active: " + state.active();
    }

    private void passed(String stage, String said) {
        stages.add(ProbeStage.passed(stage, since(), said));
    }

    /** Since the last stage ended. */
    private Duration since() {
        long now = System.nanoTime();
        Duration passed = Duration.ofNanos(now - begin);
        begin = now;
        return passed;
    }
}
