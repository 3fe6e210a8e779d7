package org.stagepost.job.remote;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** What an embedded broker is: one queue, one topic, and two roles, neither of which can do what the other does. */
final class EmbeddedBrokerPlan {
    static final String MANAGER = "stagepost-manager";
    static final String WORKER = "stagepost-worker";

    /** Messages are of some hundred bytes, and there are no more than workers may take. */
    private static final int JOURNAL_FILE_BYTES = 1 << 20;

    private static final long MOST_MEMORY_BYTES = 10L << 20;

    /** Files of a key store that lie apart: {@code source.}ANYTHING is the path of one. */
    private static final String PEM_FILES = "PEMCFG";

    private static final SimpleString NOWHERE = SimpleString.of("stagepost.nowhere");

    private static final AtomicInteger INSIDE = new AtomicInteger();

    private final Path folder;
    private final EmbeddedBrokerSettings settings;
    private final TransportConfiguration inside;

    EmbeddedBrokerPlan(Path folder, EmbeddedBrokerSettings settings) {
        this.folder = folder;
        this.settings = settings;
        this.inside = new TransportConfiguration(
                InVMConnectorFactory.class.getName(),
                Map.of(
                        org.apache.activemq.artemis.core.remoting.impl.invm.TransportConstants.SERVER_ID_PROP_NAME,
                        INSIDE.incrementAndGet()));
    }

    /** The way to it in this process. */
    TransportConfiguration inside() {
        return inside;
    }

    Configuration configuration() {
        Configuration plan = new ConfigurationImpl();
        plan.setName("stagepost");
        plan.setPersistenceEnabled(true);
        plan.setJournalType(JournalType.NIO);
        plan.setJournalFileSize(JOURNAL_FILE_BYTES);
        plan.setJournalDirectory(folder.resolve("journal").toString());
        plan.setBindingsDirectory(folder.resolve("bindings").toString());
        plan.setLargeMessagesDirectory(folder.resolve("large").toString());
        plan.setPagingDirectory(folder.resolve("paging").toString());
        plan.setJMXManagementEnabled(false);
        plan.setSecurityEnabled(true);
        // senders would wait for ever when others fill the disk; the store says it in plain words
        plan.setMaxDiskUsage(-1);
        plan.addAcceptorConfiguration(
                new TransportConfiguration(NettyAcceptorFactory.class.getName(), parameters(), "workers"));
        plan.addAcceptorConfiguration(
                new TransportConfiguration(InVMAcceptorFactory.class.getName(), inside.getParams(), "manager"));
        addAddresses(plan);
        return plan;
    }

    private void addAddresses(Configuration plan) {
        plan.addAddressConfiguration(new CoreAddressConfiguration()
                .setName(PartitionMessage.QUEUE)
                .addRoutingType(RoutingType.ANYCAST)
                .addQueueConfiguration(
                        QueueConfiguration.of(PartitionMessage.QUEUE).setRoutingType(RoutingType.ANYCAST)));
        plan.addAddressConfiguration(
                new CoreAddressConfiguration().setName(PartitionMessage.HINTS).addRoutingType(RoutingType.MULTICAST));
        plan.addAddressSetting(
                "#",
                new AddressSettings()
                        .setAutoCreateQueues(false)
                        .setAutoCreateAddresses(false)
                        .setAutoDeleteAddresses(false)
                        .setMaxSizeBytes(MOST_MEMORY_BYTES)
                        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                        // nothing ever goes there; the library warns of each queue that has none
                        .setDeadLetterAddress(NOWHERE)
                        .setExpiryAddress(NOWHERE)
                        // which partition fails is decided by its row, not by how often its message came
                        .setMaxDeliveryAttempts(-1));
        // as src/docs/workers.md says for a broker that stands alone
        plan.putSecurityRoles(
                PartitionMessage.QUEUE, Set.of(role(MANAGER, true, false, false), role(WORKER, false, true, false)));
        plan.putSecurityRoles(
                PartitionMessage.HINTS, Set.of(role(MANAGER, false, true, true), role(WORKER, true, false, false)));
    }

    /** @param subscribes may make and remove queues that last as long as a connection */
    private static Role role(String name, boolean sends, boolean consumes, boolean subscribes) {
        return new Role(
                name, sends, consumes, false, false, subscribes, subscribes, false, false, false, false, false, false);
    }

    private Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put(TransportConstants.HOST_PROP_NAME, settings.host());
        parameters.put(TransportConstants.PORT_PROP_NAME, settings.port());
        parameters.put(TransportConstants.PROTOCOLS_PROP_NAME, "CORE");
        settings.keys().ifPresent(tls -> {
            parameters.put(TransportConstants.SSL_ENABLED_PROP_NAME, true);
            parameters.put(
                    TransportConstants.KEYSTORE_PATH_PROP_NAME, keyStore().toString());
            parameters.put(TransportConstants.KEYSTORE_TYPE_PROP_NAME, PEM_FILES);
            parameters.put(TransportConstants.KEYSTORE_PASSWORD_PROP_NAME, "");
            parameters.put(TransportConstants.FORCE_SSL_PARAMETERS, true);
        });
        return parameters;
    }

    private Path keyStore() {
        return folder.resolve("tls.pemcfg");
    }

    /** Names the files: the library reads key and certificate by itself. */
    void writeKeyStore() throws IOException {
        if (settings.keys().isPresent()) {
            Properties files = new Properties();
            files.setProperty("source.key", settings.keys().get().key().toString());
            files.setProperty(
                    "source.certificate", settings.keys().get().certificate().toString());
            try (OutputStream out = Files.newOutputStream(keyStore())) {
                files.store(out, null);
            }
        }
    }
}
