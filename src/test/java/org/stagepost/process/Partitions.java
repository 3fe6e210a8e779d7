package org.stagepost.process;

import java.nio.file.Path;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stagepost.model.HomeFolder;
import org.stagepost.persistence.home.EmbeddedStore;

/** Which partitions a run really executed, as Spring Batch recorded it. */
final class Partitions {
    private Partitions() {}

    static List<String> ofLastRun(Path home, String step) {
        try (EmbeddedStore store = EmbeddedStore.open(new HomeFolder(home))) {
            return JdbcClient.create(store.dataSource())
                    .sql("""
                            select step_name from batch_step_execution
                            where step_name like ? and job_execution_id = (select max(job_execution_id) from batch_job_execution)""")
                    .param(step + ":%")
                    .query(String.class)
                    .list();
        }
    }
}
