package org.stagepost.job.remote;

import jakarta.jms.DeliveryMode;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;

/** Hints that something has ended, once: the manager looks by itself in some seconds. Thread-safe. */
final class HintSender {
    private static final Logger LOG = LoggerFactory.getLogger(HintSender.class);

    private final BrokerConnections connections;
    private final JmsTemplate topic;
    private final AtomicReference<String> fault = new AtomicReference<>("");

    HintSender(BrokerConnections connections) {
        this.connections = connections;
        this.topic = new JmsTemplate(connections.senders());
        topic.setPubSubDomain(true);
        topic.setExplicitQosEnabled(true);
        topic.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
    }

    void send(PartitionMessage ended) {
        try {
            topic.send(PartitionMessage.HINTS, session -> session.createTextMessage(ended.text()));
            fault.set("");
        } catch (JmsException e) {
            connections.renewSenders();
            String words = String.valueOf(e.getMessage());
            if (!words.equals(fault.getAndSet(words))) {
                LOG.warn("no hint could be sent, so the manager notices later: {}", words);
            }
        }
    }
}
