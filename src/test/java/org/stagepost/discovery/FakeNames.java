package org.stagepost.discovery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A DNS in memory. */
public final class FakeNames implements Names {
    private final Map<String, List<ServiceRecord>> services = new HashMap<>();
    private final Map<String, List<String>> mailHosts = new HashMap<>();
    private final Map<String, Deque<List<InetAddress>>> addresses = new HashMap<>();

    public FakeNames withService(String name, int priority, int weight, int port, String target) {
        services.computeIfAbsent(name, unused -> new ArrayList<>())
                .add(new ServiceRecord(priority, weight, port, target));
        return this;
    }

    public FakeNames withMailHosts(String domain, String... hosts) {
        mailHosts.put(domain, List.of(hosts));
        return this;
    }

    /** What the name means; given several times, the next time it is asked. The last answer stays. */
    public FakeNames withAddresses(String host, String... numbers) {
        addresses
                .computeIfAbsent(host, unused -> new ArrayDeque<>())
                .add(Arrays.stream(numbers).map(FakeNames::address).toList());
        return this;
    }

    public static InetAddress address(String number) {
        try {
            return InetAddress.getByAddress(InetAddress.getByName(number).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public DnsAnswer<ServiceRecord> services(String name) {
        return answer(services.get(name));
    }

    @Override
    public DnsAnswer<String> mailHosts(String domain) {
        return answer(mailHosts.get(domain));
    }

    @Override
    public synchronized DnsAnswer<InetAddress> addresses(String host) {
        var literal = HostName.literal(host);
        if (literal.isPresent()) {
            return DnsAnswer.of(List.of(literal.get()));
        }
        Deque<List<InetAddress>> answers = addresses.get(host);
        if (answers == null) {
            return DnsAnswer.nothing("no such name");
        }
        return DnsAnswer.of(answers.size() > 1 ? answers.removeFirst() : answers.getFirst());
    }

    private static <T> DnsAnswer<T> answer(@Nullable List<T> records) {
        return records == null ? DnsAnswer.nothing("no such name") : DnsAnswer.of(records);
    }
}
