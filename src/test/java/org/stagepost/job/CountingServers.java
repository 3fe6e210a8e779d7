package org.stagepost.job;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.mailbox.MailboxConnector;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.mailbox.MailboxSurvey;
import org.stagepost.mailbox.ProbeDepth;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;

/** An old mail system in memory that counts the connections to it. */
final class CountingServers implements MailboxConnector {
    private final MemoryServers servers;
    private final Runnable atOpening;
    final AtomicInteger open = new AtomicInteger();
    /** At once. */
    final AtomicInteger most = new AtomicInteger();

    final AtomicInteger ever = new AtomicInteger();

    /** @param atOpening while the connection counts already */
    CountingServers(MemoryServers servers, Runnable atOpening) {
        this.servers = servers;
        this.atOpening = atOpening;
    }

    @Override
    public EndpointKind kind() {
        return EndpointKind.IMAP;
    }

    @Override
    public SourceMailbox openSource(Endpoint endpoint, MailboxLogin login) {
        SourceMailbox real = servers.source(login.mailbox()).source();
        AtomicBoolean closed = new AtomicBoolean();
        most.accumulateAndGet(open.incrementAndGet(), Math::max);
        ever.incrementAndGet();
        atOpening.run();
        return (SourceMailbox) Proxy.newProxyInstance(
                SourceMailbox.class.getClassLoader(), new Class<?>[] {SourceMailbox.class}, (proxy, method, given) -> {
                    if (method.getName().equals("close") && !closed.getAndSet(true)) {
                        open.decrementAndGet();
                    }
                    try {
                        return method.invoke(real, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public TargetMailbox openTarget(Endpoint endpoint, MailboxLogin login) {
        throw new AssertionError("nobody writes into " + login.mailbox());
    }

    @Override
    public MailboxSurvey openSurvey(Endpoint endpoint, MailboxLogin login) {
        throw new AssertionError("nobody surveys " + login.mailbox());
    }

    @Override
    public List<ProbeStage> probe(Endpoint endpoint, Optional<MailboxLogin> login, ProbeDepth depth) {
        return List.of();
    }
}
