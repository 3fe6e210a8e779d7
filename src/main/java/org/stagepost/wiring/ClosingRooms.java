package org.stagepost.wiring;

import java.time.Clock;
import java.util.Map;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import org.stagepost.mailbox.MailboxConnector;
import org.stagepost.migration.BatchChecklist;
import org.stagepost.migration.BatchQueries;
import org.stagepost.migration.ChangeHistory;
import org.stagepost.migration.DailyLimits;
import org.stagepost.migration.MailboxLogins;
import org.stagepost.migration.ManageBatches;
import org.stagepost.migration.RemoveBatch;
import org.stagepost.migration.UserLedger;
import org.stagepost.migration.VerifyBatch;
import org.stagepost.migration.csv.CommonsUserCsvReader;
import org.stagepost.model.HomeFolder;
import org.stagepost.persistence.ledger.JdbcDailyTraffic;
import org.stagepost.persistence.ledger.Transactions;
import org.stagepost.report.ChangesFile;
import org.stagepost.sync.Sleeper;

/** The rooms for the time after a batch. */
final class ClosingRooms implements BeanRegistrar {
    @Override
    public void register(BeanRegistry registry, Environment environment) {
        LazyRooms rooms = new LazyRooms(registry);
        rooms.add(
                RemoveBatch.class,
                house -> new RemoveBatch(
                        house.bean(ManageBatches.class),
                        house.bean(BatchQueries.class),
                        house.bean(UserLedger.class),
                        house.bean(ChangeHistory.class),
                        new ChangesFile(house.bean(HomeFolder.class))));
        rooms.add(VerifyBatch.class, house -> {
            MailboxConnector imap = house.bean(MailboxConnector.class);
            return new VerifyBatch(
                    house.bean(ManageBatches.class),
                    house.bean(UserLedger.class),
                    Map.of(imap.kind(), imap),
                    house.bean(MailboxLogins.class),
                    new DailyLimits(new JdbcDailyTraffic(house.bean(Transactions.class)), house.bean(Clock.class)),
                    house.bean(Clock.class),
                    Sleeper.system());
        });
        rooms.add(
                BatchChecklist.class,
                house -> new BatchChecklist(
                        house.bean(ManageBatches.class),
                        house.bean(UserLedger.class),
                        house.bean(ChangeHistory.class),
                        new CommonsUserCsvReader(),
                        house.bean(Clock.class)));
    }
}
