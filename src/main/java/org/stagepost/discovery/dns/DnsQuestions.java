package org.stagepost.discovery.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.stagepost.discovery.Names;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;
import org.xbill.DNS.lookup.ServerFailedException;

/** Questions to the DNS servers of the machine, or to the one that is given. Thread-safe. */
final class DnsQuestions {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_RECORDS = 20;

    private final LookupSession session;

    private DnsQuestions(LookupSession session) {
        this.session = session;
    }

    /**
     * What came back.
     *
     * @param known false when there may be records
     * @param words why there are no records
     */
    record Reply(List<Record> records, boolean known, String words) {}

    /** Those of the machine, and its hosts file. */
    static DnsQuestions ofMachine() {
        ExtendedResolver servers = new ExtendedResolver();
        servers.setTimeout(TIMEOUT);
        servers.setRetries(2);
        return new DnsQuestions(LookupSession.builder()
                .resolver(servers)
                .defaultHostsFileParser()
                .build());
    }

    /** One server, and nothing else. */
    static DnsQuestions at(InetSocketAddress server) {
        Resolver resolver = new SimpleResolver(server);
        resolver.setTimeout(TIMEOUT);
        return new DnsQuestions(LookupSession.builder().resolver(resolver).build());
    }

    /** Never fails. @param name without final dot */
    CompletableFuture<Reply> ask(String name, int type) {
        Name full;
        try {
            full = Name.fromString(name + ".");
        } catch (TextParseException e) {
            return CompletableFuture.completedFuture(new Reply(List.of(), false, "is no name that DNS could know"));
        }
        return session.lookupAsync(full, type)
                .thenApply(result -> new Reply(
                        result.getRecords().stream().limit(MAX_RECORDS).toList(), true, ""))
                .exceptionally(DnsQuestions::nothing)
                .toCompletableFuture();
    }

    private static Reply nothing(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof NoSuchDomainException) {
            return new Reply(List.of(), true, "no such name");
        }
        if (cause instanceof NoSuchRRSetException) {
            return new Reply(List.of(), true, "no such record");
        }
        return new Reply(
                List.of(),
                false,
                cause instanceof ServerFailedException
                        ? "the DNS server failed to find out (SERVFAIL)"
                        : Names.NO_ANSWER);
    }
}
