package org.stagepost.job.remote;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A manager and its workers, with a broker between them. */
@Timeout(120)
class DispatchAndReceiveTest {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestBroker broker;
    private final BrokerConnections manager;
    private final BrokerConnections workers;
    private final List<AutoCloseable> open = new ArrayList<>();

    DispatchAndReceiveTest(@TempDir Path folder) {
        broker = new TestBroker(folder).started();
        manager = broker.connections();
        workers = broker.connections();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        manager.close();
        workers.close();
        broker.close();
    }

    @Test
    void whatWasSentIsReceivedOnce() throws JMSException {
        TestIntake intake = TestIntake.quick();
        PartitionReceiver receiver = receiver(intake, 3);
        BrokerDispatch dispatch = dispatch();
        for (long partition = 1; partition <= 50; partition++) {
            dispatch.send(7, partition, 4);
        }

        intake.awaitEnded(50);
        receiver.close();

        assertThat(intake.begun()).doesNotHaveDuplicates().hasSize(50);
        assertThat(receiver.counts()).isEqualTo(new ReceivedCounts(50, 0, 0, 0));
        assertThat(broker.drain()).isEmpty();
    }

    @Test
    void aMessageIsNumbersInJsonAndNothingElse() throws JMSException {
        dispatch().send(7, 42, 6);

        Message message = broker.drain().get(0);
        assertThat(message).isInstanceOf(TextMessage.class);
        assertThat(((TextMessage) message).getText()).isEqualTo("{\"version\":1,\"execution\":7,\"partition\":42}");
        assertThat(message.getJMSPriority()).isEqualTo(6);
        assertThat(message.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        assertThat(message.getJMSExpiration()).isZero();
    }

    @Test
    void theMoreUrgentIsReceivedFirst() {
        BrokerDispatch dispatch = dispatch();
        dispatch.send(7, 1, 0);
        dispatch.send(7, 2, 4);
        dispatch.send(7, 3, 9);
        dispatch.send(7, 4, 4);

        TestIntake intake = TestIntake.quick();
        receiver(intake, 1);
        intake.awaitEnded(4);

        assertThat(intake.ended()).containsExactly(3L, 2L, 4L, 1L);
    }

    @Test
    void aPlaceThatIsTakenAsksForNothing() {
        TestIntake intake = new TestIntake();
        receiver(intake, 3);
        TestIntake.await(() -> broker.consumers() == 3);

        BrokerDispatch dispatch = dispatch();
        dispatch.send(7, 1, 4);
        dispatch.send(7, 2, 4);
        intake.awaitBegun(2);
        TestIntake.await(() -> broker.consumers() == 1);

        intake.letGo(2);
        TestIntake.await(() -> broker.consumers() == 3);
    }

    @Test
    void aFullWorkerTakesNothingInAdvance() {
        BrokerDispatch dispatch = dispatch();
        for (long partition = 1; partition <= 6; partition++) {
            dispatch.send(7, partition, 4);
        }
        TestIntake full = new TestIntake();
        receiver(full, 2);
        full.awaitBegun(2);
        TestIntake.pause(Duration.ofMillis(1_500));

        TestIntake other = TestIntake.quick();
        receiver(other, 2);
        other.awaitEnded(4);

        assertThat(full.begun()).hasSize(2);
        full.letGo(2);
        full.awaitEnded(2);
        assertThat(full.begun()).doesNotContainAnyElementsOf(other.begun());
    }

    @Test
    void anIdleWorkerTakesNothingInAdvanceEither() {
        TestIntake one = new TestIntake();
        TestIntake two = new TestIntake();
        receiver(one, 2);
        receiver(two, 2);
        TestIntake.pause(Duration.ofMillis(2_500));
        BrokerDispatch dispatch = dispatch();
        for (long partition = 1; partition <= 4; partition++) {
            dispatch.send(7, partition, 4);
        }

        one.awaitBegun(2);
        two.awaitBegun(2);
        one.letGo(2);
        two.letGo(2);
        one.awaitEnded(2);
        two.awaitEnded(2);
    }

    @Test
    void whatTheIntakeFailsWithComesAgain() {
        TestIntake intake = TestIntake.quick();
        intake.failNext(15);
        PartitionReceiver receiver = receiver(intake, 1);

        dispatch().send(7, 42, 4);

        intake.awaitEnded(1);
        assertThat(intake.begun()).hasSize(16).containsOnly(42L);
        assertThat(receiver.counts()).isEqualTo(new ReceivedCounts(16, 15, 0, 0));
    }

    @Test
    void aStoppedWorkerEndsWhatItHasAndTakesNoMore() throws JMSException {
        TestIntake intake = new TestIntake();
        PartitionReceiver receiver = receiver(intake, 2);
        BrokerDispatch dispatch = dispatch();
        dispatch.send(7, 1, 4);
        intake.awaitBegun(1);

        receiver.stop();
        dispatch.send(7, 2, 4);
        TestIntake.pause(Duration.ofMillis(1_500));
        intake.letGo(1);
        receiver.close();

        assertThat(intake.ended()).containsExactly(1L);
        assertThat(intake.begun()).containsExactly(1L);
        assertThat(broker.drain()).hasSize(1);
    }

    @Test
    void aHintWakesWhoeverWaitsForThatExecution() {
        BrokerDispatch dispatch = dispatch();
        dispatch.start();
        receiver(TestIntake.quick(), 1);
        TestIntake.pause(Duration.ofMillis(1_000));

        dispatch.send(7, 42, 4);
        long begin = System.nanoTime();
        dispatch.awaitHint(7, Duration.ofSeconds(30));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));

        long again = System.nanoTime();
        dispatch.awaitHint(8, Duration.ofMillis(300));
        dispatch.awaitHint(7, Duration.ofMillis(300));
        assertThat(Duration.ofNanos(System.nanoTime() - again)).isGreaterThan(Duration.ofMillis(550));
    }

    private BrokerDispatch dispatch() {
        BrokerDispatch dispatch = new BrokerDispatch(manager, PATIENCE);
        open.add(dispatch);
        return dispatch;
    }

    private PartitionReceiver receiver(TestIntake intake, int atOnce) {
        PartitionReceiver receiver = new PartitionReceiver(workers, intake, atOnce, PAUSE);
        open.add(receiver);
        receiver.start();
        return receiver;
    }
}
