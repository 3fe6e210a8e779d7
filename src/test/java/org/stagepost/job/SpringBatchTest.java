package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.stagepost.model.HomeFolder;
import org.stagepost.persistence.Store;
import org.stagepost.testing.TestStores;

@Tag("store")
class SpringBatchTest {
    @Test
    void aServersReplyWithNulIsKeptReadable(@TempDir Path folder) {
        try (Store store = TestStores.own(new HomeFolder(folder))) {
            JobRepository repository =
                    SpringBatch.over(store.dataSource(), store::explained).repository();
            JobParameters parameters = new JobParameters();
            JobExecution job = repository.createJobExecution(
                    repository.createJobInstance("job", parameters), parameters, new ExecutionContext());
            StepExecution step = repository.createStepExecution("step", job);

            step.setExitStatus(new ExitStatus("FAILED", "NO \0 rejected"));
            repository.update(step);

            assertThat(repository.getStepExecution(job.getId(), step.getId()))
                    .extracting(stored -> stored.getExitStatus().getExitDescription())
                    .isEqualTo("NO \uFFFD rejected");
        }
    }
}
