package org.stagepost.job;

import javax.sql.DataSource;
import org.springframework.batch.infrastructure.item.database.support.DefaultDataFieldMaxValueIncrementerFactory;
import org.springframework.batch.infrastructure.support.DatabaseType;
import org.springframework.jdbc.support.incrementer.AbstractColumnMaxValueIncrementer;
import org.springframework.jdbc.support.incrementer.DataFieldMaxValueIncrementer;

/** Where Spring Batch's rows get their ids; those of steps are fetched many at a time, as each user has one. */
final class RowIds extends DefaultDataFieldMaxValueIncrementerFactory {
    private static final int STEPS_AT_A_TIME = 20;
    /** A sequence gives as many for one question, without a row for each. */
    private static final int STEPS_OF_A_SEQUENCE = 200;

    private final DataSource store;

    RowIds(DataSource store) {
        super(store);
        this.store = store;
    }

    @Override
    public DataFieldMaxValueIncrementer getIncrementer(String databaseType, String name) {
        boolean ofSteps = name.endsWith("STEP_EXECUTION_SEQ");
        if (ofSteps && databaseType.equalsIgnoreCase(DatabaseType.POSTGRES.name())) {
            return new SequenceBlocks(store, name, STEPS_OF_A_SEQUENCE);
        }
        DataFieldMaxValueIncrementer ids = super.getIncrementer(databaseType, name);
        if (ofSteps && ids instanceof AbstractColumnMaxValueIncrementer fetched) {
            fetched.setCacheSize(STEPS_AT_A_TIME);
        }
        return ids;
    }
}
