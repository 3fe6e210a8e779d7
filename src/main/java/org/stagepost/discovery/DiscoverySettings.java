package org.stagepost.discovery;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;

/**
 * What an administrator says about a discovery.
 *
 * @param allowPrivate connects to private, link-local and loopback addresses, too
 * @param dnsServer {@code HOST} or {@code HOST:PORT}; empty for those of the machine
 * @param caFile PEM file with the CA of the servers asked; empty for the JVM's trust store
 * @param loginUser who asks Autodiscover, which tells little to strangers; empty for nobody
 * @param passwordFrom reference to its password
 * @param passwordHosts who may receive the password, in lower case
 */
public record DiscoverySettings(
        boolean allowPrivate,
        String dnsServer,
        String caFile,
        String loginUser,
        String passwordFrom,
        Set<String> passwordHosts) {
    private static final int DNS = 53;

    /** Public servers only, nobody logs in. */
    public static final DiscoverySettings DEFAULT = new DiscoverySettings(false, "", "", "", "", Set.of());

    public DiscoverySettings {
        passwordHosts = Set.copyOf(passwordHosts);
    }

    public DiscoverySettings withCaFile(String file) {
        return new DiscoverySettings(allowPrivate, dnsServer, file, loginUser, passwordFrom, passwordHosts);
    }

    /** @param hosts who may receive the password, in lower case */
    public DiscoverySettings withLogin(String user, String password, Set<String> hosts) {
        return new DiscoverySettings(allowPrivate, dnsServer, caFile, user, password, hosts);
    }

    /** Empty for the DNS servers of the machine, and when the text names no server. */
    public Optional<InetSocketAddress> dnsAddress() {
        int colon = dnsServer.lastIndexOf(':');
        boolean hasPort = colon > 0 && (dnsServer.indexOf(':') == colon || dnsServer.charAt(colon - 1) == ']');
        String host = (hasPort ? dnsServer.substring(0, colon) : dnsServer).replaceAll("^\\[|]$", "");
        String port = hasPort ? dnsServer.substring(colon + 1) : String.valueOf(DNS);
        if (dnsServer.isEmpty() || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            return Optional.empty();
        }
        return HostName.of(host)
                .map(name -> new InetSocketAddress(name, Integer.parseInt(port)))
                .filter(address -> !address.isUnresolved());
    }
}
