package org.stagepost.wiring;

import java.time.Clock;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import org.stagepost.migration.BatchChecklist;
import org.stagepost.migration.BatchQueries;
import org.stagepost.migration.ChangeHistory;
import org.stagepost.migration.ManageBatches;
import org.stagepost.migration.RemoveBatch;
import org.stagepost.migration.UserLedger;
import org.stagepost.migration.csv.CommonsUserCsvReader;
import org.stagepost.model.HomeFolder;
import org.stagepost.report.ChangesFile;

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
