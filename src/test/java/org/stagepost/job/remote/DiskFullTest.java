package org.stagepost.job.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.credential.SecretReference;
import org.stagepost.migration.BrokerSettings;
import org.stagepost.migration.BrokerSettings.Security;

/** A broker that takes nothing more, because others have filled its disk. */
@Timeout(60)
class DiskFullTest {
    private final int port = TestBroker.freePort();
    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();

    DiskFullTest(@TempDir Path folder) {
        Configuration plan = new EmbeddedBrokerPlan(
                        folder, new EmbeddedBrokerSettings("127.0.0.1", port, "nobody", List.of()))
                .configuration();
        plan.setMaxDiskUsage(0);
        plan.setDiskScanPeriod(100);
        server.setConfiguration(plan);
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser("manager", "hunter2");
        users.addRole("manager", EmbeddedBrokerPlan.MANAGER);
        server.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
    }

    @BeforeEach
    void start() throws Exception {
        server.start();
        TestIntake.await(() -> server.getActiveMQServer().getPagingManager().isDiskFull());
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void holdsUpNobodyForLong() {
        BrokerSettings settings =
                new BrokerSettings("tcp://127.0.0.1:" + port, "manager", SecretReference.none(), "", Security.NONE);
        try (BrokerConnections connections = new BrokerConnections(settings, () -> "hunter2");
                BrokerDispatch dispatch = new BrokerDispatch(connections, Duration.ofMinutes(1))) {
            long begin = System.nanoTime();
            dispatch.send(7, 42, 4);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        }
    }
}
