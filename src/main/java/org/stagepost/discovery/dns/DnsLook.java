package org.stagepost.discovery.dns;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.stagepost.discovery.DomainLook;
import org.stagepost.discovery.DomainState;
import org.stagepost.discovery.DomainState.Entry;
import org.stagepost.discovery.DomainState.Reply;
import org.stagepost.discovery.HostName;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** Looks at domains through the DNS servers of the machine, or the one that it is given. */
public final class DnsLook implements DomainLook {
    private static final int DOMAINS_AT_ONCE = 16;
    private static final int SHOWN = 500;
    private static final String SPF = "v=spf1";

    private final DnsQuestions questions;

    private DnsLook(DnsQuestions questions) {
        this.questions = questions;
    }

    /** Those of the machine, and its hosts file. */
    public static DnsLook ofMachine() {
        return new DnsLook(DnsQuestions.ofMachine());
    }

    /** One server, and nothing else. */
    public static DnsLook at(InetSocketAddress server) {
        return new DnsLook(DnsQuestions.at(server));
    }

    @Override
    public List<DomainState> look(Collection<String> domains) {
        List<String> all = List.copyOf(domains);
        List<DomainState> states = new ArrayList<>();
        for (int from = 0; from < all.size(); from += DOMAINS_AT_ONCE) {
            List<CompletableFuture<DomainState>> asked =
                    all.subList(from, Math.min(all.size(), from + DOMAINS_AT_ONCE)).stream()
                            .map(this::look)
                            .toList();
            asked.forEach(state -> states.add(state.join()));
        }
        return states;
    }

    /** All questions are asked before the first answer is waited for. */
    private CompletableFuture<DomainState> look(String domain) {
        String autodiscover = "autodiscover." + domain;
        CompletableFuture<Reply> mail = ask(domain, Type.MX, DnsLook::mail);
        CompletableFuture<Reply> alias = ask(autodiscover, Type.CNAME, DnsLook::alias);
        CompletableFuture<Reply> addresses = askAddresses(autodiscover);
        CompletableFuture<Reply> service = ask("_autodiscover._tcp." + domain, Type.SRV, DnsLook::service);
        CompletableFuture<Reply> senders = ask(domain, Type.TXT, DnsLook::senders);
        return CompletableFuture.allOf(mail, alias, addresses, service, senders)
                .thenApply(all -> new DomainState(
                        domain, mail.join(), alias.join(), addresses.join(), service.join(), senders.join()));
    }

    @Override
    public Reply addresses(String host) {
        return HostName.literal(host)
                .map(address -> Reply.of(List.of(new Entry(address.getHostAddress(), 0))))
                .orElseGet(() -> askAddresses(host).join());
    }

    private CompletableFuture<Reply> askAddresses(String host) {
        return ask(host, Type.A, DnsLook::addresses)
                .thenCombine(ask(host, Type.AAAA, DnsLook::addresses), DnsLook::both);
    }

    private static Reply both(Reply ipv4, Reply ipv6) {
        List<Entry> records =
                Stream.concat(ipv4.records().stream(), ipv6.records().stream()).toList();
        if (!records.isEmpty()) {
            return Reply.of(records);
        }
        return ipv4.known() ? ipv6.known() ? ipv4 : ipv6 : ipv4;
    }

    private CompletableFuture<Reply> ask(String name, int type, Function<List<Record>, List<Entry>> reading) {
        return questions.ask(name, type).thenApply(reply -> {
            if (!reply.known()) {
                return Reply.unknown(reply.words());
            }
            return reply.words().isEmpty() ? Reply.of(reading.apply(reply.records())) : Reply.none(reply.words());
        });
    }

    private static List<Entry> mail(List<Record> records) {
        return of(MXRecord.class, records)
                .sorted(Comparator.comparingInt(MXRecord::getPriority))
                .map(record -> entry(record.getTarget(), record))
                .toList();
    }

    private static List<Entry> alias(List<Record> records) {
        return of(CNAMERecord.class, records)
                .map(record -> entry(record.getTarget(), record))
                .toList();
    }

    private static List<Entry> service(List<Record> records) {
        return of(SRVRecord.class, records)
                .sorted(Comparator.comparingInt(SRVRecord::getPriority))
                .map(record -> entry(record.getTarget(), record))
                .toList();
    }

    private static List<Entry> addresses(List<Record> records) {
        return Stream.concat(
                        of(ARecord.class, records)
                                .map(record -> new Entry(record.getAddress().getHostAddress(), record.getTTL())),
                        of(AAAARecord.class, records)
                                .map(record -> new Entry(record.getAddress().getHostAddress(), record.getTTL())))
                .toList();
    }

    private static List<Entry> senders(List<Record> records) {
        return of(TXTRecord.class, records)
                .map(record -> new Entry(String.join("", record.getStrings()), record.getTTL()))
                .filter(record -> isSpf(record.value()))
                .map(record -> new Entry(
                        record.value()
                                .substring(0, Math.min(SHOWN, record.value().length())),
                        record.ttlSeconds()))
                .toList();
    }

    private static boolean isSpf(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.equals(SPF) || lower.startsWith(SPF + " ");
    }

    private static <R extends Record> Stream<R> of(Class<R> shape, List<Record> records) {
        return records.stream().filter(shape::isInstance).map(shape::cast);
    }

    /** What is no host name stays as the library writes it, without control characters. */
    private static Entry entry(Name name, Record record) {
        String host =
                name.equals(Name.root) ? "." : HostName.of(name.toString()).orElseGet(() -> name.toString(true));
        return new Entry(host, record.getTTL());
    }
}
