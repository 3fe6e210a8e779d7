package org.stagepost.wiring;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.stagepost.cli.Stagepost;
import org.stagepost.credential.Secret;

/**
 * {@link Main}, which logs everything that anybody has to say, libraries included. After the command it leaves a dump of
 * what is still reachable, {@value #DUMP}; what the files in {@value #KEPT} hold is reachable to the end.
 */
public final class TracingMain {
    static final String DUMP = "stagepost.dump";
    static final String KEPT = "stagepost.kept";
    private static final int FINALIZATIONS = 6;
    private static final List<Object> REACHABLE = new ArrayList<>();

    private TracingMain() {}

    public static void main(String[] arguments) throws IOException {
        keep(System.getProperty(KEPT, ""));
        int exit = run(arguments);
        dump(System.getProperty(DUMP, ""));
        System.exit(exit);
    }

    /** Of its own: nothing of the command is left on the stack. */
    private static int run(String[] arguments) {
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.ALL);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.addListener(new AtEachReset());
        return new Stagepost(new SpringContexts()).execute(arguments);
    }

    /** The first file as text, the second as a secret. */
    private static void keep(String files) throws IOException {
        if (!files.isEmpty()) {
            String[] both = files.split(":", 2);
            REACHABLE.add(Files.readString(Path.of(both[0])));
            REACHABLE.add(Secret.of(Files.readString(Path.of(both[1]))));
        }
    }

    /** Sockets and the mail library's transports have finalizers, which hold what they know for one more collection. */
    private static void dump(String file) throws IOException {
        if (!file.isEmpty()) {
            for (int round = 0; round < FINALIZATIONS; round++) {
                System.gc();
                pause();
                System.runFinalization();
            }
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file, true);
        }
    }

    /** The collector hands what it found to the finalizer by and by; the HTTP client lets connections go each 3 seconds. */
    private static void pause() {
        try {
            Thread.sleep(700);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
