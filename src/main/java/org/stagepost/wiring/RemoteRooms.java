package org.stagepost.wiring;

import java.time.Duration;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.core.env.Environment;
import org.stagepost.job.RemoteWork;
import org.stagepost.job.remote.BrokerConnections;
import org.stagepost.job.remote.BrokerDispatch;
import org.stagepost.migration.PartitionBoard;
import org.stagepost.migration.RunLook;
import org.stagepost.migration.RunOrders;
import org.stagepost.migration.WorkerList;
import org.stagepost.persistence.ledger.JdbcPaceStore;
import org.stagepost.persistence.ledger.JdbcSecretStore;
import org.stagepost.persistence.ledger.Transactions;

/** What a manager needs, where a broker is named. */
final class RemoteRooms implements BeanRegistrar {
    /** A broker that is not there yet is waited for. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A message that was answered by nobody for so long is sent again. */
    private static final Duration UNANSWERED = Duration.ofMinutes(1);

    private final Function<SupplierContext, BrokerConnections> connections;

    RemoteRooms(Function<SupplierContext, BrokerConnections> connections) {
        this.connections = connections;
    }

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        LazyRooms rooms = new LazyRooms(registry);
        rooms.add(BrokerConnections.class, connections); // closed with the context
        rooms.add(BrokerDispatch.class, house -> {
            BrokerDispatch dispatch = new BrokerDispatch(house.bean(BrokerConnections.class), PATIENCE);
            dispatch.start();
            return dispatch;
        });
        rooms.add(
                RemoteWork.class,
                house -> new RemoteWork(
                        house.bean(PartitionBoard.class),
                        house.bean(BrokerDispatch.class),
                        house.bean(RunLook.class),
                        new JdbcPaceStore(house.bean(Transactions.class)),
                        new RunOrders(house.bean(JdbcSecretStore.class)),
                        house.bean(WorkerList.class),
                        UNANSWERED));
    }
}
