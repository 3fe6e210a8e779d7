package org.stagepost.job.remote;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.listener.DefaultMessageListenerContainer;

/** Receives until it is stopped, whatever becomes of the broker; says once that it is away, and once that it is back. */
final class SteadyListening extends DefaultMessageListenerContainer {
    private static final Logger LOG = LoggerFactory.getLogger(SteadyListening.class);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private final BrokerFailures failures;
    /** Why nothing is received now; empty words when something is. */
    private final AtomicReference<String> fault = new AtomicReference<>("");

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
        if (isRunning() && !alreadyRecovered) {
            isAway(thrown);
        }
    }

    @Override
    protected void refreshConnectionUntilSuccessful() {
        while (isRunning()) {
            try {
                refreshSharedConnection();
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
        String words = failures.unreachable(thrown).detail();
        if (!words.equals(fault.getAndSet(words))) {
            LOG.warn("{}; it is tried again until it works", words);
        }
    }

    @Override
    protected void messageReceived(Object invoker, Session session) {
        isThere();
        super.messageReceived(invoker, session);
    }

    @Override
    protected void noMessageReceived(Object invoker, Session session) {
        isThere();
        super.noMessageReceived(invoker, session);
    }

    private void isThere() {
        if (!fault.getAndSet("").isEmpty()) {
            LOG.info("the broker is there again");
        }
    }
}
