package org.stagepost.job.remote;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BrokerPresenceTest {
    private final ListAppender<ILoggingEvent> log = begin();
    private final BrokerPresence presence = new BrokerPresence();

    static ListAppender<ILoggingEvent> begin() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger().setLevel(Level.INFO);
        logger().addAppender(log);
        return log;
    }

    static void end(ListAppender<ILoggingEvent> log) {
        logger().detachAppender(log);
        logger().setLevel(null);
    }

    static List<String> words(ListAppender<ILoggingEvent> log) {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(BrokerPresence.class);
    }

    @AfterEach
    void end() {
        end(log);
    }

    @Test
    void isSaidOnceForAllThreads() {
        presence.listened();
        presence.away("it is gone");
        presence.away("it is gone");
        presence.listened();
        presence.away("it is gone");
        presence.connected();
        presence.listened();
        presence.listened();

        assertThat(words(log))
                .containsExactly("it is gone; it is tried again until it works", "the broker is there again");
    }

    @Test
    void aConnectionThatCannotBeUsedIsNoBroker() {
        presence.away("a right is missing");
        presence.connected();
        presence.away("a right is missing");
        presence.connected();

        assertThat(words(log)).containsExactly("a right is missing; it is tried again until it works");
    }
}
