package org.stagepost.job;

import javax.sql.DataSource;
import org.springframework.batch.infrastructure.item.database.support.DefaultDataFieldMaxValueIncrementerFactory;
import org.springframework.jdbc.support.incrementer.AbstractColumnMaxValueIncrementer;
import org.springframework.jdbc.support.incrementer.DataFieldMaxValueIncrementer;

/** Where Spring Batch's rows get their ids; those of steps are fetched many at a time, as each user has one. */
final class RowIds extends DefaultDataFieldMaxValueIncrementerFactory {
    private static final int STEPS_AT_A_TIME = 20;

    RowIds(DataSource store) {
        super(store);
    }

    @Override
    public DataFieldMaxValueIncrementer getIncrementer(String databaseType, String name) {
        DataFieldMaxValueIncrementer ids = super.getIncrementer(databaseType, name);
        if (name.endsWith("STEP_EXECUTION_SEQ") && ids instanceof AbstractColumnMaxValueIncrementer fetched) {
            fetched.setCacheSize(STEPS_AT_A_TIME);
        }
        return ids;
    }
}
