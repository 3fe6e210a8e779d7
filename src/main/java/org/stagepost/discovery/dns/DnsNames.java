package org.stagepost.discovery.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.stagepost.discovery.HostName;
import org.stagepost.discovery.Names;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;
import org.xbill.DNS.lookup.ServerFailedException;

/** Asks the DNS servers of the machine, or the one that it is given. */
public final class DnsNames implements Names {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_RECORDS = 20;

    private final LookupSession session;

    private DnsNames(LookupSession session) {
        this.session = session;
    }

    /** Those of the machine, and its hosts file. */
    public static DnsNames ofMachine() {
        ExtendedResolver servers = new ExtendedResolver();
        servers.setTimeout(TIMEOUT);
        servers.setRetries(2);
        return new DnsNames(LookupSession.builder()
                .resolver(servers)
                .defaultHostsFileParser()
                .build());
    }

    /** One server, and nothing else. */
    public static DnsNames at(InetSocketAddress server) {
        Resolver resolver = new SimpleResolver(server);
        resolver.setTimeout(TIMEOUT);
        return new DnsNames(LookupSession.builder().resolver(resolver).build());
    }

    @Override
    public DnsAnswer<ServiceRecord> services(String name) {
        return records(name, Type.SRV, SRVRecord.class, DnsNames::services);
    }

    @Override
    public DnsAnswer<String> mailHosts(String domain) {
        return records(domain, Type.MX, MXRecord.class, DnsNames::mailHosts);
    }

    @Override
    public DnsAnswer<InetAddress> addresses(String host) {
        Optional<InetAddress> literal = HostName.literal(host);
        if (literal.isPresent()) {
            return DnsAnswer.of(List.of(literal.get()));
        }
        CompletableFuture<DnsAnswer<InetAddress>> ipv4 = ask(host, Type.A, DnsNames::addresses);
        CompletableFuture<DnsAnswer<InetAddress>> ipv6 = ask(host, Type.AAAA, DnsNames::addresses);
        List<InetAddress> both = new ArrayList<>(ipv4.join().records());
        both.addAll(ipv6.join().records());
        return both.isEmpty() ? ipv4.join() : DnsAnswer.of(both);
    }

    private <R extends Record, T> DnsAnswer<T> records(
            String name, int type, Class<R> shape, Function<List<R>, List<T>> reading) {
        return ask(
                        name,
                        type,
                        records -> reading.apply(records.stream()
                                .filter(shape::isInstance)
                                .map(shape::cast)
                                .toList()))
                .join();
    }

    private <T> CompletableFuture<DnsAnswer<T>> ask(String name, int type, Function<List<Record>, List<T>> reading) {
        Name full;
        try {
            full = Name.fromString(name + ".");
        } catch (TextParseException e) {
            return CompletableFuture.completedFuture(DnsAnswer.nothing("is no name that DNS could know"));
        }
        return session.lookupAsync(full, type)
                .thenApply(result -> DnsAnswer.of(reading.apply(
                        result.getRecords().stream().limit(MAX_RECORDS).toList())))
                .exceptionally(failure -> DnsAnswer.nothing(words(failure)))
                .toCompletableFuture();
    }

    private static String words(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof NoSuchDomainException) {
            return "no such name";
        }
        if (cause instanceof NoSuchRRSetException) {
            return "no such record";
        }
        return cause instanceof ServerFailedException ? "the DNS server failed to find out (SERVFAIL)" : NO_ANSWER;
    }

    /** Lower priority first, then higher weight: the weighted draw of RFC 2782 would name another server each time. */
    private static List<ServiceRecord> services(List<SRVRecord> records) {
        return records.stream()
                .sorted(Comparator.comparingInt(SRVRecord::getPriority)
                        .thenComparing(
                                Comparator.comparingInt(SRVRecord::getWeight).reversed()))
                .flatMap(record -> target(record.getTarget())
                        .map(target ->
                                new ServiceRecord(record.getPriority(), record.getWeight(), record.getPort(), target))
                        .stream())
                .toList();
    }

    /** Empty text for the root, which stands for "not offered". */
    private static Optional<String> target(Name name) {
        return name.equals(Name.root) ? Optional.of("") : HostName.of(name.toString());
    }

    private static List<String> mailHosts(List<MXRecord> records) {
        return records.stream()
                .sorted(Comparator.comparingInt(MXRecord::getPriority))
                .filter(record -> !record.getTarget().equals(Name.root))
                .flatMap(record -> HostName.of(record.getTarget().toString()).stream())
                .toList();
    }

    /** Without the name: only the number is checked and connected to. */
    private static List<InetAddress> addresses(List<Record> records) {
        return records.stream()
                .flatMap(record -> {
                    if (record instanceof ARecord ipv4) {
                        return Optional.of(bare(ipv4.getAddress())).stream();
                    }
                    return record instanceof AAAARecord ipv6
                            ? Optional.of(bare(ipv6.getAddress())).stream()
                            : Optional.<InetAddress>empty().stream();
                })
                .toList();
    }

    private static InetAddress bare(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
