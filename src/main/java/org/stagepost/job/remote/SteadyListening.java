package org.stagepost.job.remote;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.time.Duration;
import org.springframework.jms.listener.DefaultMessageListenerContainer;

/**
 * Receives until it is stopped, whatever becomes of the broker; says once that it is away, and once that it is back. A
 * connection that is lost and there again at the first attempt is not worth a word.
 */
class SteadyListening extends DefaultMessageListenerContainer {
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private final BrokerFailures failures;
    private final BrokerPresence presence = new BrokerPresence();
    /** It worked since the last failure: the next one is a connection that was lost, which tells little of the reason. */
    private volatile boolean heard;

    /** @param name of its threads */
    SteadyListening(String name, BrokerConnections connections, Object listener) {
        this.failures = connections.failures();
        setBeanName(name);
        setConnectionFactory(connections.receivers());
        setMessageListener(listener);
        setRecoveryInterval(BETWEEN_ATTEMPTS.toMillis());
        // whoever listens has said it
        setErrorHandler(thrown -> {});
    }

    void begin() {
        afterPropertiesSet();
        start();
    }

    @Override
    protected void handleListenerSetupFailure(Throwable thrown, boolean alreadyRecovered) {
        if (!isRunning() || alreadyRecovered) {
            return;
        }
        if (!heard || BrokerFailures.isRefusal(thrown)) {
            isAway(thrown);
        }
        heard = false; // the attempt that follows tells why, if it fails
    }

    @Override
    protected void refreshConnectionUntilSuccessful() {
        while (isRunning()) {
            try {
                refreshSharedConnection();
                presence.connected();
                return;
            } catch (JMSException | RuntimeException e) {
                isAway(e);
            }
            if (!applyBackOffTime(() -> BETWEEN_ATTEMPTS.toMillis())) {
                return;
            }
        }
    }

    private void isAway(Throwable thrown) {
        presence.away(failures.unreachable(thrown).detail());
    }

    private void listened() {
        heard = true;
        presence.listened();
    }

    @Override
    protected void messageReceived(Object invoker, Session session) {
        listened();
        super.messageReceived(invoker, session);
    }

    @Override
    protected void noMessageReceived(Object invoker, Session session) {
        listened();
        super.noMessageReceived(invoker, session);
    }
}
