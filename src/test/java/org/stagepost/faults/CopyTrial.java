package org.stagepost.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A batch from filled mailboxes to fresh ones, both through proxies, and its verdict. */
final class CopyTrial implements AutoCloseable {
    /** Mailboxes of a trial are small; most have enough in two folders. */
    private static final String TWO_CONNECTIONS = "secondConnectionFrom: 20\n";

    private final SourceMailboxes sources;
    private final MailServer target;
    private final Map<String, String> targetUsers = new LinkedHashMap<>();
    private final Map<String, Map<String, List<TestMail>>> foreign = new TreeMap<>();
    private final FaultProxy sourceProxy;
    private final FaultProxy targetProxy;
    private final Batch batch;
    private final Corpus strangers;

    CopyTrial(SourceMailboxes sources, MailServer target, int concurrency, Faults faults) {
        this(sources, target, concurrency, faults, Batch.Line.READABLE);
    }

    CopyTrial(SourceMailboxes sources, MailServer target, int concurrency, Faults faults, Batch.Line line) {
        this.sources = sources;
        this.target = target;
        sources.users().forEach(user -> targetUsers.put(user, target.freshUser()));
        sourceProxy = new FaultProxy(sources.server().port(), faults::atSource);
        targetProxy = new FaultProxy(target.port(), faults::atTarget);
        List<List<String>> pairs = new ArrayList<>();
        targetUsers.forEach((source, copy) -> pairs.add(List.of(source, copy)));
        Path folder = Campaign.temporaryFolder("trial");
        batch = new Batch(folder, sourceProxy.port(), targetProxy.port(), pairs, concurrency, line, TWO_CONNECTIONS);
        strangers = new Corpus("foreign-" + targetUsers.values().iterator().next(), Campaign.seed());
    }

    /** What is done to the connections of a trial. */
    interface Faults {
        Saboteur atSource();

        Saboteur atTarget();
    }

    Batch batch() {
        return batch;
    }

    FaultProxy sourceProxy() {
        return sourceProxy;
    }

    FaultProxy targetProxy() {
        return targetProxy;
    }

    /** Mail that reaches the inbox of a target by another way. */
    synchronized void deliverForeignMail(int mailbox) {
        String user = new ArrayList<>(targetUsers.values()).get(mailbox % targetUsers.size());
        List<TestMail> mails = strangers.mails(1);
        target.fill(user, "INBOX", mails);
        foreign.computeIfAbsent(user, key -> new TreeMap<>())
                .computeIfAbsent("INBOX", key -> new ArrayList<>())
                .addAll(mails);
    }

    Verdict verdict() {
        Verdict verdict = Verdict.NOTHING;
        for (Map.Entry<String, String> pair : targetUsers.entrySet()) {
            Snapshot expected = sources.of(pair.getKey()).with(foreign.getOrDefault(pair.getValue(), Map.of()));
            verdict = verdict.plus(Verdict.of(expected, target.snapshot(pair.getValue())));
        }
        return verdict;
    }

    /** Changes with everything that is written to any of the targets. */
    Map<String, Map<String, String>> positions() {
        Map<String, Map<String, String>> positions = new TreeMap<>();
        targetUsers.values().forEach(user -> positions.put(user, target.positions(user)));
        return positions;
    }

    @Override
    public void close() {
        sourceProxy.close();
        targetProxy.close();
        Batch.delete(batch.folder());
    }
}
