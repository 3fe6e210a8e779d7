package org.stagepost.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.stagepost.job.remote.EmbeddedBroker;
import org.stagepost.job.remote.EmbeddedBrokerSettings;

/** A broker in a process of its own, which can be killed. Arguments: its folder and its port. */
final class BrokerMain {
    static final String USER = "stagepost";
    static final String PASSWORD = "MQ_PASSWORD";
    static final String READY = "the broker listens";

    private BrokerMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME))
                .setLevel(Level.WARN); // else Artemis audits, which it cannot from Java 24 on
        EmbeddedBroker.start(
                Path.of(arguments[0]),
                new EmbeddedBrokerSettings("127.0.0.1", Integer.parseInt(arguments[1]), USER, List.of()),
                () -> System.getenv(PASSWORD));
        System.out.println(READY);
        Thread.currentThread().join();
    }
}
