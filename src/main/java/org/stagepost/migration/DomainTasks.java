package org.stagepost.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.stagepost.discovery.DomainState;
import org.stagepost.discovery.DomainState.Reply;
import org.stagepost.migration.SwitchedServers.Side;

/** What is left to do in DNS so that a domain's mail is at home at the target. Decides only: DNS was asked before. */
final class DomainTasks {
    private static final long MOST_SECONDS = 3_600;
    private static final String GUESS = ", a guess by its name";

    private final SwitchedServers servers;
    private final DomainState domain;
    private final String target;

    DomainTasks(SwitchedServers servers, DomainState domain) {
        this.servers = servers;
        this.domain = domain;
        this.target = "the target, " + SwitchedServers.host(servers.target()) + ".";
    }

    List<ChecklistTask> all() {
        ChecklistTask mail = mail();
        ChecklistTask autodiscover = autodiscover();
        ChecklistTask senders = senders(mail.isDone());
        List<Reply> left = new ArrayList<>();
        left.addAll(mail.isDone() ? List.of() : List.of(domain.mail()));
        left.addAll(autodiscover.isDone() ? List.of() : List.of(domain.alias(), domain.addresses(), domain.service()));
        left.addAll(senders.isDone() ? List.of() : List.of(domain.senders()));
        return List.of(mail, autodiscover, senders, times(left));
    }

    ChecklistTask mail() {
        String task = "Let the MX records of " + domain.domain() + " lead to " + target;
        Reply reply = domain.mail();
        if (!reply.known()) {
            return ChecklistTask.unknown(task, reply.words());
        }
        return reply.records().isEmpty()
                ? ChecklistTask.toDo(task, "no MX record: " + reply.words())
                : leading(task, "MX", reply, servers::ofName);
    }

    /** An alias, else an address, else a service record: the order in which Outlook finds them. */
    private ChecklistTask autodiscover() {
        String name = "autodiscover." + domain.domain();
        String task = "Let " + name + " lead to " + target;
        if (!domain.alias().records().isEmpty()) {
            return leading(task, "CNAME", domain.alias(), servers::ofName);
        }
        if (!domain.addresses().records().isEmpty()) {
            return leading(task, "address", domain.addresses(), servers::ofAddress);
        }
        if (!domain.service().records().isEmpty()) {
            return leading(task, "SRV", domain.service(), servers::ofName);
        }
        return Stream.of(domain.alias(), domain.addresses(), domain.service())
                .filter(reply -> !reply.known())
                .findFirst()
                .map(reply -> ChecklistTask.unknown(task, reply.words()))
                .orElseGet(() -> servers.targetIsExchange()
                        ? ChecklistTask.toDo(task, "neither CNAME nor address nor SRV record")
                        : ChecklistTask.done(task, "no record, so none leads to the source"));
    }

    private static ChecklistTask leading(String task, String type, Reply reply, Function<String, Side> sideOf) {
        List<Side> sides = reply.values().stream().map(sideOf).toList();
        String seen = type + " " + reply;
        if (sides.stream().allMatch(Side::isTarget)) {
            return ChecklistTask.done(task, seen + guess(sides.stream().anyMatch(Side::isGuess)));
        }
        if (sides.stream().anyMatch(Side::isSource)) {
            boolean guess = sides.stream().filter(Side::isSource).allMatch(Side::isGuess);
            return ChecklistTask.toDo(task, seen + ": leads to the source" + guess(guess));
        }
        return ChecklistTask.unknown(
                task, seen + ": neither source nor target by name or address; look where it leads to");
    }

    private static String guess(boolean guess) {
        return guess ? GUESS : "";
    }

    private ChecklistTask senders(boolean mailAtTarget) {
        String task = "Let the SPF record of " + domain.domain() + " allow " + target;
        Reply reply = domain.senders();
        if (!reply.known()) {
            return ChecklistTask.unknown(task, reply.words());
        }
        if (reply.records().size() != 1) {
            return ChecklistTask.toDo(
                    task,
                    reply.records().isEmpty()
                            ? "no SPF record"
                            : reply.records().size() + " SPF records, of which none counts (RFC 7208 §4.5)");
        }
        SpfRecord record = SpfRecord.parse(reply.values().get(0));
        String seen = "it says: " + record + " (TTL " + reply.records().get(0).ttlSeconds() + " s)";
        if (record.allowsNobody()) {
            return ChecklistTask.toDo(task, seen + ": nobody may send");
        }
        return record.allowing(servers, mailAtTarget)
                .map(term -> ChecklistTask.done(
                        task, seen + "; " + term + " allows it, a guess: it may send from elsewhere"))
                .orElseGet(() -> ChecklistTask.unknown(
                        task, seen + "; whether the target sends from there cannot be known from here"));
    }

    /** @param left replies whose records are still to be changed */
    private ChecklistTask times(List<Reply> left) {
        String task = "Lower the TTL of the records of " + domain.domain() + " to 3600 s or less before the switch.";
        List<String> tooLong = left.stream()
                .flatMap(reply -> reply.records().stream())
                .filter(record -> record.ttlSeconds() > MOST_SECONDS)
                .map(record -> record.value() + " has " + record.ttlSeconds() + " s")
                .toList();
        if (!tooLong.isEmpty()) {
            return ChecklistTask.toDo(task, CompleteBatch.some(tooLong) + ": lower it before the switch");
        }
        return left.stream()
                .filter(reply -> !reply.known())
                .findFirst()
                .map(reply -> ChecklistTask.unknown(task, reply.words()))
                .orElseGet(() -> ChecklistTask.done(task, "no record that is still to be changed has more"));
    }
}
