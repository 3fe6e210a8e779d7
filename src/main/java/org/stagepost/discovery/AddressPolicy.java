package org.stagepost.discovery;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which addresses a stranger's answer may lead to. What is reachable from here only – loopback, private and link-local
 * networks (RFC 1918, RFC 3927, RFC 4193, RFC 6598) – or through translators (RFC 8215, RFC 4380) is no place for a
 * request whose target somebody else chose.
 */
public enum AddressPolicy {
    PUBLIC_ONLY,
    EVERYWHERE;

    static final String PRIVATE = "is private or loopback";

    /** Why the address must not be connected to; empty when it may. */
    public Optional<String> objection(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
            return Optional.of("is no address of one host");
        }
        boolean reserved =
                switch (this) {
                    case PUBLIC_ONLY ->
                        address instanceof Inet4Address
                                ? isReserved(address.getAddress())
                                : isReserved((Inet6Address) address);
                    case EVERYWHERE -> false;
                };
        return reserved ? Optional.of(PRIVATE) : Optional.empty();
    }

    private static boolean isReserved(byte[] ipv4) {
        int first = ipv4[0] & 0xFF;
        int second = ipv4[1] & 0xFF;
        return first == 0
                || first == 10
                || first == 127
                || first >= 224
                || (first == 100 && second >= 64 && second < 128)
                || (first == 169 && second == 254)
                || (first == 172 && second >= 16 && second < 32)
                || (first == 192 && second == 168)
                || (first == 192 && second == 0 && ipv4[2] == 0)
                || (first == 198 && (second == 18 || second == 19));
    }

    private static boolean isReserved(Inet6Address address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = (bytes[0] & 0xFE) == 0xFC;
        // what is behind these two is for others to decide: NAT64 for local use (RFC 8215), Teredo (RFC 4380)
        boolean translated = startsWith(bytes, 0, 0x64, 0xFF, 0x9B, 0, 1) || startsWith(bytes, 0x20, 0x01, 0, 0);
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || uniqueLocal
                || translated
                || embedded(bytes)
                        .filter(inner -> isReserved(inner.getAddress()))
                        .isPresent();
    }

    /** The IPv4 address that packets would reach in the end: ::a.b.c.d, NAT64 (RFC 6052) and 6to4 (RFC 3056). */
    private static Optional<InetAddress> embedded(byte[] bytes) {
        boolean compatible = startsWith(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        boolean nat64 = startsWith(bytes, 0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0);
        if (compatible || nat64) {
            return Optional.of(ipv4(bytes, 12));
        }
        return startsWith(bytes, 0x20, 0x02) ? Optional.of(ipv4(bytes, 2)) : Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static InetAddress ipv4(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
