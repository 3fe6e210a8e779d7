package org.stagepost.wiring;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.stagepost.cli.Stagepost;

/** {@link Main}, which logs everything that anybody has to say, libraries included. */
public final class TracingMain {
    private TracingMain() {}

    public static void main(String[] arguments) {
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.ALL);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.addListener(new AtEachReset());
        System.exit(new Stagepost(new SpringContexts()).execute(arguments));
    }

    private static final class Everything extends TurboFilter {
        @Override
        public FilterReply decide(
                Marker marker, Logger logger, Level level, String format, Object[] parameters, Throwable thrown) {
            return FilterReply.ACCEPT;
        }
    }

    /** The home's log begins with a reset. */
    private static final class AtEachReset implements LoggerContextListener {
        @Override
        public boolean isResetResistant() {
            return true;
        }

        @Override
        public void onReset(LoggerContext context) {
            context.addTurboFilter(new Everything());
        }

        @Override
        public void onStart(LoggerContext context) {}

        @Override
        public void onStop(LoggerContext context) {}

        @Override
        public void onLevelChange(Logger logger, Level level) {}
    }
}
