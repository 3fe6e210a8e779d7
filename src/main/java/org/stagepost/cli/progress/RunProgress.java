package org.stagepost.cli.progress;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.StatusSummary;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FolderPath;
import org.stagepost.model.UserId;
import org.stagepost.model.WorkerId;

/** Adds up what a run tells. Thread-safe; every call is a few additions. */
final class RunProgress {
    private final Clock clock;
    private final Instant begin;
    private final Meter total;
    private final Map<UserId, Mailbox> active = new LinkedHashMap<>();
    private final Map<UserId, WorkerId> workers = new HashMap<>();
    private final Map<UserId, MigrationUserStatus> ended = new HashMap<>();
    private final Set<UserId> planned = new HashSet<>();
    private String step = "";
    private int users;
    private boolean stopping;
    private @Nullable Standing standing;

    private static final class Mailbox {
        private final String address;
        private final Meter meter;
        private String folder = "";

        private Mailbox(EmailAddress address, Instant begin) {
            this.address = address.value();
            this.meter = new Meter(begin);
        }
    }

    RunProgress(Clock clock) {
        this.clock = clock;
        this.begin = clock.instant();
        this.total = new Meter(begin);
    }

    synchronized void imported(int pending) {
        users = pending;
    }

    synchronized void stepStarted(String name) {
        step = name;
    }

    synchronized void userStarted(UserId id, EmailAddress address) {
        ended.remove(id);
        active.put(id, new Mailbox(address, clock.instant()));
    }

    synchronized void atWorker(UserId id, WorkerId worker) {
        workers.put(id, worker);
    }

    /** The mailbox was under way before anybody looked. */
    synchronized void underWay(UserId id, EmailAddress address, Amount before) {
        Mailbox mailbox = new Mailbox(address, clock.instant());
        mailbox.meter.before(before);
        total.before(before);
        active.put(id, mailbox);
    }

    /** How the users stand, from somebody who knows better than what was heard here. */
    synchronized void standing(Standing now) {
        step = now.step();
        standing = now;
    }

    synchronized void planned(UserId id, Amount more) {
        planned.add(id);
        total.found(more);
        Mailbox mailbox = active.get(id);
        if (mailbox != null) {
            mailbox.meter.found(more);
        }
    }

    synchronized void committed(UserId id, FolderPath folder, Amount more) {
        total.did(more);
        Mailbox mailbox = active.get(id);
        if (mailbox != null) {
            mailbox.meter.did(more);
            mailbox.folder = folder.toString();
        }
    }

    /** @return what went through in this run, as far as it was told */
    synchronized Amount userEnded(UserId id, MigrationUserStatus status) {
        ended.put(id, status);
        workers.remove(id);
        Mailbox mailbox = active.remove(id);
        return mailbox == null ? Amount.NOTHING : mailbox.meter.done();
    }

    /** @return false when it was known already */
    synchronized boolean stopping() {
        boolean first = !stopping;
        stopping = true;
        return first;
    }

    synchronized Snapshot snapshot() {
        Instant now = clock.instant();
        List<MailboxProgress> mailboxes = active.entrySet().stream()
                .map(one -> progress(one.getKey(), one.getValue(), now))
                .toList();
        return new Snapshot(step, users(), total.read(now), mailboxes, Duration.between(begin, now), stopping);
    }

    private MailboxProgress progress(UserId id, Mailbox mailbox, Instant now) {
        WorkerId worker = workers.get(id);
        return new MailboxProgress(
                mailbox.address, worker == null ? "" : worker.value(), mailbox.folder, mailbox.meter.read(now));
    }

    private Users users() {
        if (standing != null) {
            return standing.users(planned.size());
        }
        Map<StatusSummary, Integer> counts = new EnumMap<>(StatusSummary.class);
        ended.values().forEach(status -> counts.merge(status.summary(), 1, Integer::sum));
        return new Users(
                users,
                counts.getOrDefault(StatusSummary.SYNCED, 0),
                counts.getOrDefault(StatusSummary.FAILED, 0),
                counts.getOrDefault(StatusSummary.STOPPED, 0),
                planned.size());
    }
}
