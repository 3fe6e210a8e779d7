package org.stagepost.migration;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stagepost.discovery.HostName;

/** Who may send for a domain (RFC 7208 §4.6.1): the terms of its SPF record, without what they include. */
record SpfRecord(List<Term> terms) {
    /**
     * One of them.
     *
     * @param name {@code include}, {@code ip4}, {@code redirect} …
     * @param value behind colon or equals sign, in lower case; empty when there is none
     * @param passes who matches may send
     */
    record Term(String text, String name, String value, boolean passes) {
        private static Term parse(String text) {
            boolean qualified = !text.isEmpty() && "+-~?".indexOf(text.charAt(0)) >= 0;
            String bare = (qualified ? text.substring(1) : text).toLowerCase(Locale.ROOT);
            String[] parts = bare.split("[:=/]", 2);
            return new Term(text, parts[0], parts.length == 2 ? parts[1] : "", !qualified || text.startsWith("+"));
        }

        private boolean names(SwitchedServers servers) {
            return switch (name) {
                case "include", "redirect", "a", "mx" ->
                    servers.ofName(value.replaceFirst("/.*", "")).isTarget();
                case "ip4", "ip6" -> servers.targetAddresses().stream().anyMatch(address -> isWithin(address, value));
                default -> false;
            };
        }
    }

    static SpfRecord parse(String text) {
        return new SpfRecord(Arrays.stream(text.strip().split("\\s+"))
                .skip(1)
                .map(Term::parse)
                .toList());
    }

    /** A term allows the target, as far as names and addresses tell. @param mailAtTarget the MX records lead there */
    Optional<String> allowing(SwitchedServers servers, boolean mailAtTarget) {
        return terms.stream()
                .filter(Term::passes)
                .filter(term -> term.names(servers)
                        || (mailAtTarget
                                && term.name().equals("mx")
                                && term.value().isEmpty()))
                .map(Term::text)
                .findFirst();
    }

    boolean allowsNobody() {
        return terms.stream().noneMatch(term -> term.passes() && !term.name().equals("exp"));
    }

    @Override
    public String toString() {
        return terms.stream().map(Term::text).collect(Collectors.joining(" "));
    }

    private static boolean isWithin(String address, String network) {
        String[] parts = network.split("/", 2);
        Optional<InetAddress> one = HostName.literal(address);
        Optional<InetAddress> other = HostName.literal(parts[0]);
        if (one.isEmpty() || other.isEmpty() || (parts.length == 2 && !parts[1].matches("\\d{1,3}"))) {
            return false;
        }
        byte[] left = one.orElseThrow().getAddress();
        byte[] right = other.orElseThrow().getAddress();
        int bits = left.length * Byte.SIZE;
        int ignored = parts.length == 2 ? Math.max(0, bits - Integer.parseInt(parts[1])) : 0;
        return left.length == right.length
                && new BigInteger(1, left).shiftRight(ignored).equals(new BigInteger(1, right).shiftRight(ignored));
    }
}
