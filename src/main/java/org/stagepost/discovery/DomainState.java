package org.stagepost.discovery;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What DNS said of a domain.
 *
 * @param mail hosts of its MX records, the preferred first; {@code .} for a null MX (RFC 7505)
 * @param alias what {@code autodiscover.DOMAIN} is an alias of (CNAME)
 * @param addresses of {@code autodiscover.DOMAIN}
 * @param service hosts of the SRV records {@code _autodiscover._tcp.DOMAIN}
 * @param senders its TXT records that are SPF (RFC 7208 §4.5), at most 500 characters of each
 */
public record DomainState(String domain, Reply mail, Reply alias, Reply addresses, Reply service, Reply senders) {

    /**
     * An answer, or none.
     *
     * @param known false when DNS could not be asked, so that there may be records
     * @param words why there are no records; empty when there are some
     */
    public record Reply(List<Entry> records, boolean known, String words) {
        public Reply {
            records = List.copyOf(records);
        }

        public static Reply of(List<Entry> records) {
            return new Reply(records, true, records.isEmpty() ? "no such record" : "");
        }

        public static Reply none(String words) {
            return new Reply(List.of(), true, words);
        }

        public static Reply unknown(String words) {
            return new Reply(List.of(), false, words);
        }

        public List<String> values() {
            return records.stream().map(Entry::value).toList();
        }

        /** {@code mail.contoso.test (TTL 300 s)}, one after the other; why there is none. */
        @Override
        public String toString() {
            return records.isEmpty()
                    ? words
                    : records.stream().map(Entry::toString).collect(Collectors.joining(", "));
        }
    }

    /** @param ttlSeconds how long others may remember it; what is left of that, where the DNS server that was asked remembers it */
    public record Entry(String value, long ttlSeconds) {
        @Override
        public String toString() {
            return value + " (TTL " + ttlSeconds + " s)";
        }
    }
}
