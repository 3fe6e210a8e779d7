package org.stagepost.wiring;

import java.time.Clock;
import java.util.Map;
import java.util.Random;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.core.env.Environment;
import org.stagepost.credential.SecretResolver;
import org.stagepost.directory.DirectoryConnector;
import org.stagepost.job.BatchRunner;
import org.stagepost.job.BatchScheduler;
import org.stagepost.job.MailWatch;
import org.stagepost.job.Passes;
import org.stagepost.job.Post;
import org.stagepost.job.RemoteWork;
import org.stagepost.job.Reporting;
import org.stagepost.job.Rooms;
import org.stagepost.job.SpringBatch;
import org.stagepost.job.SpringBatchRunner;
import org.stagepost.job.StatusListener;
import org.stagepost.job.StatusWatch;
import org.stagepost.job.Timetable;
import org.stagepost.mailbox.MailboxConnector;
import org.stagepost.migration.BatchQueries;
import org.stagepost.migration.BatchRequests;
import org.stagepost.migration.BatchStore;
import org.stagepost.migration.ChangeHistory;
import org.stagepost.migration.DailyLimits;
import org.stagepost.migration.EndpointGates;
import org.stagepost.migration.EndpointSecrets;
import org.stagepost.migration.MailboxLogins;
import org.stagepost.migration.MailboxMaker;
import org.stagepost.migration.ManageBatches;
import org.stagepost.migration.ManageService;
import org.stagepost.migration.Membership;
import org.stagepost.migration.OpenCopies;
import org.stagepost.migration.OpenDirectories;
import org.stagepost.migration.OpenScripts;
import org.stagepost.migration.PartitionBoard;
import org.stagepost.migration.Schedules;
import org.stagepost.migration.UserLedger;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.Release;
import org.stagepost.persistence.Store;
import org.stagepost.persistence.ledger.JdbcDailyTraffic;
import org.stagepost.persistence.ledger.JdbcPartitionBoard;
import org.stagepost.persistence.ledger.Transactions;
import org.stagepost.report.MailComposer;
import org.stagepost.report.ReportWriter;
import org.stagepost.sync.Sleeper;

/** The rooms that run batches: Spring Batch over the store, and what its steps work with. */
final class BatchRooms implements BeanRegistrar {
    private final Sleeper betweenAttempts;

    BatchRooms(Sleeper betweenAttempts) {
        this.betweenAttempts = betweenAttempts;
    }

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        LazyRooms rooms = new LazyRooms(registry);
        rooms.add(
                SpringBatch.class,
                house -> SpringBatch.over(house.bean(Store.class).dataSource(), house.bean(Store.class)::explained));
        rooms.add(
                PartitionBoard.class,
                house -> new JdbcPartitionBoard(house.bean(Transactions.class), Release.ofThisProcess()));
        rooms.add(OpenDirectories.class, BatchRooms::openDirectories);
        rooms.add(OpenCopies.class, BatchRooms::openCopies);
        rooms.add(Reporting.class, BatchRooms::reporting);
        // one for the process: all batches share what a server bears
        rooms.add(
                EndpointGates.class,
                house -> new EndpointGates(house.bean(Clock.class), Sleeper.system(), new Random(), limit(house)));
        rooms.add(Rooms.class, this::rooms);
        rooms.add(
                BatchScheduler.class,
                house -> new BatchScheduler(
                        house.bean(BatchQueries.class),
                        house.bean(ManageBatches.class),
                        house.bean(BatchRequests.class),
                        new Timetable(
                                house.bean(Schedules.class),
                                house.bean(BatchQueries.class)::find,
                                name -> house.bean(BatchRunner.class).running().contains(name),
                                house.bean(Clock.class)),
                        new MailWatch(
                                house.bean(BatchQueries.class),
                                house.bean(ManageBatches.class),
                                house.bean(Post.class)),
                        house.bean(Clock.class)));
        rooms.add(BatchRunner.class, BatchRooms::batchRunner);
    }

    /** Read once per process: a limit that is changed holds from the next one on. */
    private static int limit(SupplierContext house) {
        return house.bean(ManageService.class).config().maxConcurrentMigrations();
    }

    private static OpenDirectories openDirectories(SupplierContext house) {
        return new OpenDirectories(
                house.bean(DirectoryConnector.class),
                house.bean(SecretResolver.class),
                house.bean(ChangeHistory.class)::journal,
                house.bean(OpenScripts.class));
    }

    private static OpenCopies openCopies(SupplierContext house) {
        MailboxConnector imap = house.bean(MailboxConnector.class);
        return new OpenCopies(
                Map.of(imap.kind(), imap),
                house.bean(MailboxLogins.class),
                house.bean(UserLedger.class),
                new DailyLimits(new JdbcDailyTraffic(house.bean(Transactions.class)), house.bean(Clock.class)),
                house.bean(HomeFolder.class).spool(),
                house.bean(Clock.class),
                Sleeper.system());
    }

    private static Reporting reporting(SupplierContext house) {
        return new Reporting(
                house.bean(BatchQueries.class),
                new ReportWriter(house.bean(Clock.class)),
                new MailComposer(),
                house.bean(Post.class),
                house.bean(HomeFolder.class));
    }

    private Rooms rooms(SupplierContext house) {
        return new Rooms(
                house.bean(UserLedger.class),
                house.bean(Membership.class),
                house.bean(BatchQueries.class),
                new EndpointSecrets(house.bean(SecretResolver.class)),
                house.bean(OpenDirectories.class),
                house.bean(MailboxMaker.class),
                house.bean(OpenCopies.class),
                house.bean(Reporting.class),
                house.bean(EndpointGates.class),
                house.bean(Clock.class),
                betweenAttempts,
                house.bean(PartitionBoard.class),
                house.beanProvider(RemoteWork.class).stream().findFirst());
    }

    private static BatchRunner batchRunner(SupplierContext house) {
        Rooms rooms = house.bean(Rooms.class);
        return new SpringBatchRunner(
                house.bean(ManageBatches.class),
                house.bean(ManageService.class),
                house.bean(BatchStore.class),
                new Passes(house.bean(SpringBatch.class), rooms),
                rooms,
                house.bean(Clock.class),
                new StatusWatch(
                        house.bean(BatchQueries.class), house.bean(StatusListener.class), house.bean(Clock.class)));
    }
}
