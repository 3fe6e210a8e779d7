package org.stagepost.wiring;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.stagepost.model.HomeFolder;

/**
 * The log of a home folder: logs/stagepost.log, a new file each day or after 20 MB, kept for 30 days.
 * Set up by code, because reading it from XML takes longer than most commands.
 */
final class HomeLog {
    private static final int DAYS = 30;
    private static final FileSize PART = FileSize.valueOf("20MB");
    private static final FileSize ALL_PARTS = FileSize.valueOf("500MB");

    /** Line breaks and escapes from servers' texts cannot forge a line. */
    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%X{batch:-}] [%X{user:-}] %logger{20} -"
                    + " %replace(%msg){'[\\r\\n\\u001b]+', ' | '}%n%replace(%ex){'\\u001b', ' '}%nopex";

    private final LoggerContext context;
    private final String file;

    private HomeLog(LoggerContext context, HomeFolder home) {
        this.context = context;
        this.file = home.logs().resolve("stagepost.log").toString();
    }

    /** From now on the process logs here, and nowhere else. */
    static void begin(HomeFolder home) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return; // somebody has put another logger in our place, as tools that embed us do
        }
        context.reset();
        new HomeLog(context, home).begin();
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** As {@link #begin}, unless it was begun. @return false when nothing is logged, because the file cannot be written */
    static boolean ensure(HomeFolder home) {
        if (!isWritten(home)) {
            begin(home);
        }
        return isWritten(home);
    }

    private static boolean isWritten(HomeFolder home) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return false;
        }
        HomeLog log = new HomeLog(context, home);
        Appender<ILoggingEvent> appender =
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(log.file);
        return appender != null && appender.isStarted();
    }

    private void begin() {
        level("org.stagepost", Level.INFO);
        // Spring Batch writes a stack trace for each failed user; PartitionEnd says it in one line
        level("org.springframework.batch.core.step", Level.OFF);
        // Spring writes in its name a line for each thread that lost the broker; BrokerPresence says it once
        level("org.stagepost.job.remote.SteadyListening", Level.OFF);
        level("com.icegreen.greenmail", Level.OFF);
        level(Logger.ROOT_LOGGER_NAME, Level.WARN).addAppender(appender());
    }

    private Logger level(String name, Level level) {
        Logger logger = context.getLogger(name);
        logger.setLevel(level);
        return logger;
    }

    private RollingFileAppender<ILoggingEvent> appender() {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName(file);
        appender.setFile(file);
        appender.setEncoder(encoder());
        appender.setRollingPolicy(rolling(appender));
        appender.start();
        return appender;
    }

    private PatternLayoutEncoder encoder() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(PATTERN);
        encoder.start();
        return encoder;
    }

    private SizeAndTimeBasedRollingPolicy<ILoggingEvent> rolling(RollingFileAppender<ILoggingEvent> appender) {
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
        policy.setContext(context);
        policy.setParent(appender);
        policy.setFileNamePattern(file + ".%d{yyyy-MM-dd}.%i.gz");
        policy.setMaxFileSize(PART);
        policy.setMaxHistory(DAYS);
        policy.setTotalSizeCap(ALL_PARTS);
        policy.start();
        return policy;
    }
}
