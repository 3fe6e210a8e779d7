package org.stagepost.job;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.mailbox.MailboxConnector;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.mailbox.MailboxSurvey;
import org.stagepost.mailbox.MemoryMailbox;
import org.stagepost.mailbox.MemorySurvey;
import org.stagepost.mailbox.ProbeDepth;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** An old and a new mail system in memory; every password but {@code wrong} is right. */
final class MemoryServers implements MailboxConnector {
    final Map<String, MemoryMailbox> sources = new ConcurrentHashMap<>();
    final Map<String, MemoryMailbox> targets = new ConcurrentHashMap<>();
    final Set<String> opened = new ConcurrentSkipListSet<>();
    /** Of each source that was opened, where it was. */
    final List<String> hosts = new CopyOnWriteArrayList<>();

    private final Clock clock;
    private volatile boolean targetDown;
    private volatile Runnable atOpening = () -> {};
    private volatile Runnable atTarget = () -> {};
    private volatile @Nullable MailboxConnector realSource;
    private volatile @Nullable MailboxConnector realTarget;

    MemoryServers(Clock clock) {
        this.clock = clock;
    }

    void targetDown(boolean down) {
        targetDown = down;
    }

    void atOpening(Runnable action) {
        atOpening = action;
    }

    /** Where a target is opened to be written to. */
    void atTarget(Runnable action) {
        atTarget = action;
    }

    /** Sources are behind sockets from now on. */
    void realSource(MailboxConnector connector) {
        realSource = connector;
    }

    /** Targets are behind sockets from now on. */
    void realTarget(MailboxConnector connector) {
        realTarget = connector;
    }

    MemoryMailbox source(String user) {
        return sources.computeIfAbsent(user, name -> new MemoryMailbox(clock));
    }

    MemoryMailbox target(String user) {
        return targets.computeIfAbsent(user, name -> new MemoryMailbox(clock));
    }

    @Override
    public EndpointKind kind() {
        return EndpointKind.IMAP;
    }

    @Override
    public SourceMailbox openSource(Endpoint endpoint, MailboxLogin login) {
        atOpening.run();
        hosts.add(endpoint.host());
        if (endpoint.name().equals("new-mail")) {
            return targetToLook(login);
        }
        MailboxConnector real = realSource;
        if (real != null) {
            return real.openSource(endpoint, login);
        }
        if (login.secret().current().reveal().equals("wrong")) {
            throw new MigrationException(FailureCode.CREDENTIALS_REFUSED, "NO wrong password");
        }
        opened.add(login.mailbox());
        return source(login.mailbox()).source();
    }

    /** Makes no mailbox. */
    private SourceMailbox targetToLook(MailboxLogin login) {
        mayBeDown();
        MemoryMailbox mailbox = targets.get(login.mailbox());
        if (mailbox == null) {
            throw new MigrationException(FailureCode.MAILBOX_MISSING, "NO mailbox " + login.mailbox());
        }
        return mailbox.source();
    }

    private void mayBeDown() {
        if (targetDown) {
            throw new MigrationException(FailureCode.ENDPOINT_UNREACHABLE, "connection refused");
        }
    }

    @Override
    public TargetMailbox openTarget(Endpoint endpoint, MailboxLogin login) {
        mayBeDown();
        atTarget.run();
        MailboxConnector real = realTarget;
        if (real != null) {
            return real.openTarget(endpoint, login);
        }
        return target(login.mailbox()).target();
    }

    /** Makes no mailbox at the target, and counts as an opening of the source. */
    @Override
    public MailboxSurvey openSurvey(Endpoint endpoint, MailboxLogin login) {
        openSource(endpoint, login).close();
        MemoryMailbox mailbox =
                endpoint.name().equals("new-mail") ? targets.get(login.mailbox()) : source(login.mailbox());
        return new MemorySurvey(Objects.requireNonNull(mailbox));
    }

    @Override
    public List<ProbeStage> probe(Endpoint endpoint, Optional<MailboxLogin> login, ProbeDepth depth) {
        return List.of();
    }
}
