package org.stagepost.discovery.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.stagepost.discovery.HostName;
import org.stagepost.discovery.Names;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Type;

/** Asks the DNS servers of the machine, or the one that it is given. */
public final class DnsNames implements Names {
    private final DnsQuestions questions;

    private DnsNames(DnsQuestions questions) {
        this.questions = questions;
    }

    /** Those of the machine, and its hosts file. */
    public static DnsNames ofMachine() {
        return new DnsNames(DnsQuestions.ofMachine());
    }

    /** One server, and nothing else. */
    public static DnsNames at(InetSocketAddress server) {
        return new DnsNames(DnsQuestions.at(server));
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
        return questions
                .ask(name, type)
                .thenApply(reply -> reply.words().isEmpty()
                        ? DnsAnswer.of(reading.apply(reply.records()))
                        : DnsAnswer.nothing(reply.words()));
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
