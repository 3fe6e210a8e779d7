package org.stagepost.job.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
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

/** The rights that src/docs/workers.md gives manager and workers are enough, and one cannot do the other's. */
@Timeout(120)
class LeastRightsTest {
    private static final String PASSWORD = "hunter2";

    private final int port = TestBroker.freePort();
    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();

    LeastRightsTest(@TempDir Path folder) {
        Configuration plan = new EmbeddedBrokerPlan(
                        folder, new EmbeddedBrokerSettings("127.0.0.1", port, "nobody", List.of()))
                .configuration();
        plan.putSecurityRoles(
                PartitionMessage.QUEUE,
                Set.of(role("manager", true, false, false), role("worker", false, true, false)));
        plan.putSecurityRoles(
                PartitionMessage.HINTS, Set.of(role("manager", false, true, true), role("worker", true, false, false)));
        SecurityConfiguration users = new SecurityConfiguration();
        for (String user : List.of("manager", "worker")) {
            users.addUser(user, PASSWORD);
            users.addRole(user, user);
        }
        server.setConfiguration(plan);
        server.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
    }

    private static Role role(String name, boolean sends, boolean consumes, boolean subscribes) {
        return new Role(
                name, sends, consumes, false, false, subscribes, subscribes, false, false, false, false, false, false);
    }

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void theyAreEnough() {
        TestIntake intake = TestIntake.quick();
        try (BrokerConnections manager = connections("manager");
                BrokerConnections worker = connections("worker");
                BrokerDispatch dispatch = new BrokerDispatch(manager, Duration.ofSeconds(5));
                PartitionReceiver receiver = new PartitionReceiver(worker, intake, 2, Duration.ofMillis(100))) {
            dispatch.start();
            receiver.start();
            TestIntake.pause(Duration.ofSeconds(1));
            dispatch.send(7, 42, 4);
            long begin = System.nanoTime();
            dispatch.awaitHint(7, Duration.ofSeconds(30));

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
            assertThat(intake.ended()).containsExactly(42L);
        }
    }

    @Test
    void aWorkerSendsNoPartitions() {
        try (BrokerConnections worker = connections("worker");
                BrokerDispatch dispatch = new BrokerDispatch(worker, Duration.ofSeconds(5))) {
            assertThatThrownBy(() -> dispatch.send(7, 42, 4))
                    .hasMessageContaining("worker lacks a right there")
                    .hasMessageContaining("SEND");
        }
    }

    private BrokerConnections connections(String user) {
        return new BrokerConnections(
                new BrokerSettings("tcp://127.0.0.1:" + port, user, SecretReference.none(), "", Security.NONE),
                () -> PASSWORD);
    }
}
