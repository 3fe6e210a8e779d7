package org.stagepost.persistence.home;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The embedded store's migrations, for tests of other packages. */
public final class TestSchemas {
    private TestSchemas() {}

    public static Flyway hsqldb(DataSource store) {
        return new Schema(store).flyway();
    }
}
