package org.stagepost.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.stagepost.job.RunListener;
import org.stagepost.model.BatchName;
import org.stagepost.monitoring.Monitor;

/** The monitor of a process that serves, if one is wanted. */
final class Monitoring implements AutoCloseable {
    private final Optional<Monitor> monitor;

    private Monitoring(Optional<Monitor> monitor) {
        this.monitor = monitor;
    }

    /**
     * @param typed beats what stagepost.yml says
     * @throws CommandRefused when the port cannot be had
     */
    static Monitoring open(Contexts.Run run, OptionalInt typed) {
        OptionalInt port = typed.isPresent() ? typed : run.metricsPort();
        try {
            return new Monitoring(port.isPresent() ? Optional.of(run.monitor(port.getAsInt())) : Optional.empty());
        } catch (IOException e) {
            throw new CommandRefused(
                    "port " + port.getAsInt() + " of 127.0.0.1 cannot be opened for metrics: " + e.getMessage(),
                    "choose another with --metrics-port, or in stagepost.yml");
        }
    }

    Optional<String> address() {
        return monitor.map(Monitor::address);
    }

    RunListener heard(BatchName batch, RunListener listener) {
        return monitor.map(counting -> counting.heard(batch, listener)).orElse(listener);
    }

    @Override
    public void close() {
        monitor.ifPresent(Monitor::close);
    }
}
