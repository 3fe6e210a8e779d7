package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.stagepost.cli.Samples;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.PassNumber;
import org.stagepost.model.UserId;

class LoggedRunTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(LoggedRun.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private Level before;

    @BeforeEach
    void listen() {
        before = logger.getLevel();
        logger.setLevel(Level.INFO);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(lines);
        logger.setLevel(before);
    }

    @Test
    void namesTheBatchAsSoonAsItIsKnown() {
        var run = new LoggedRun();

        run.started(Samples.jobFile("wave-1"), PassNumber.INITIAL, false);
        run.userEnded(new UserId(0), new EmailAddress("ann@contoso.test"), MigrationUserStatus.SYNCED, "");
        new LoggedRun(new BatchName("wave-2")).stopping();

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("wave-1: pass 1 begins", "wave-1: ann@contoso.test Synced", "wave-2: stopping");
    }
}
