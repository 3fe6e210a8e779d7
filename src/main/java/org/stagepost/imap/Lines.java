package org.stagepost.imap;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.stagepost.endpoint.Connections;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.imap.wire.Line;
import org.stagepost.mailbox.ServerTraffic;

/** The lines to all servers. Thread-safe. */
final class Lines {
    private final Connections connections;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    Lines(Connections connections) {
        this.connections = connections;
    }

    Connections connections() {
        return connections;
    }

    Line to(Endpoint endpoint) {
        return lines.computeIfAbsent(endpoint.address(), address -> new Line(connections));
    }

    List<ServerTraffic> traffic() {
        return lines.entrySet().stream()
                .map(line -> line.getValue().traffic(line.getKey()))
                .toList();
    }

    /** True where compression gains, as far as is known by now. */
    boolean gainFromCompression(Endpoint endpoint) {
        return switch (endpoint.compression()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> to(endpoint).isBottleneck();
        };
    }
}
