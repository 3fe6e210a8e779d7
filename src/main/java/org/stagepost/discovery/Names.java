package org.stagepost.discovery;

import java.net.InetAddress;
import java.util.List;

/** What a discovery asks of DNS. Thread-safe; every question ends within a few seconds, and none fails. */
public interface Names {
    /** The words of an answer that did not come. */
    String NO_ANSWER = "no answer from the DNS server";

    /** SRV records (RFC 2782), the preferred first. */
    DnsAnswer<ServiceRecord> services(String name);

    /** Hosts that take mail for the domain, the preferred first, without a null MX (RFC 7505). */
    DnsAnswer<String> mailHosts(String domain);

    /** IPv4 addresses first. */
    DnsAnswer<InetAddress> addresses(String host);

    /**
     * An answer.
     *
     * @param words why there are no records; empty when there are some
     */
    record DnsAnswer<T>(List<T> records, String words) {
        public DnsAnswer {
            records = List.copyOf(records);
        }

        public static <T> DnsAnswer<T> of(List<T> records) {
            return new DnsAnswer<>(records, records.isEmpty() ? "no such record" : "");
        }

        public static <T> DnsAnswer<T> nothing(String words) {
            return new DnsAnswer<>(List.of(), words);
        }
    }

    /**
     * Where a service is offered.
     *
     * @param target empty when the domain says that it does not offer the service (RFC 2782: target {@code .})
     */
    record ServiceRecord(int priority, int weight, int port, String target) {
        public boolean isOffered() {
            return !target.isEmpty();
        }

        @Override
        public String toString() {
            String where = isOffered() ? target + ":" + port : "not offered (target .)";
            return where + " (priority " + priority + ", weight " + weight + ")";
        }
    }
}
