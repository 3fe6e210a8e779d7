package org.stagepost.migration;

import java.util.List;
import org.stagepost.discovery.HostName;
import org.stagepost.discovery.KnownServer;
import org.stagepost.discovery.KnownServer.Likeness;
import org.stagepost.endpoint.Endpoint;

/**
 * The two servers that a domain's mail is switched between, to tell which of them names and addresses lead to.
 *
 * @param sourceAddresses in text form; none when they are not known
 * @param targetAddresses likewise
 */
record SwitchedServers(Endpoint source, Endpoint target, List<String> sourceAddresses, List<String> targetAddresses) {
    SwitchedServers {
        sourceAddresses = List.copyOf(sourceAddresses);
        targetAddresses = List.copyOf(targetAddresses);
    }

    /** Where something leads to. */
    enum Side {
        TARGET,
        LIKELY_TARGET,
        SOURCE,
        LIKELY_SOURCE,
        NEITHER;

        boolean isTarget() {
            return this == TARGET || this == LIKELY_TARGET;
        }

        boolean isSource() {
            return this == SOURCE || this == LIKELY_SOURCE;
        }

        boolean isGuess() {
            return this == LIKELY_TARGET || this == LIKELY_SOURCE;
        }
    }

    static String host(Endpoint endpoint) {
        return HostName.of(endpoint.host()).orElse(endpoint.host());
    }

    Side ofName(String name) {
        Likeness toTarget = new KnownServer(host(target)).likeness(name);
        Likeness toSource = new KnownServer(host(source)).likeness(name);
        if (toTarget == toSource) {
            return Side.NEITHER;
        }
        if (toTarget == Likeness.SAME || toSource == Likeness.SAME) {
            return toTarget == Likeness.SAME ? Side.TARGET : Side.SOURCE;
        }
        return toTarget == Likeness.LIKELY ? Side.LIKELY_TARGET : Side.LIKELY_SOURCE;
    }

    Side ofAddress(String address) {
        boolean target = targetAddresses.contains(address);
        boolean source = sourceAddresses.contains(address);
        return target == source ? Side.NEITHER : target ? Side.TARGET : Side.SOURCE;
    }

    /** The target needs Autodiscover records of its users' domains. */
    boolean targetIsExchange() {
        return target.preset().startsWith("exchange");
    }
}
