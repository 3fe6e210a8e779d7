package org.stagepost.job;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.batch.core.partition.support.TaskExecutorPartitionHandler;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** Runs partitions N at a time, in the order they were made, on threads that end with the step. */
final class UserPartitionHandler extends TaskExecutorPartitionHandler {
    /** A slice takes seconds; a server that hangs is given up by its own time-outs. */
    private static final int DRAIN_SECONDS = 60;

    private final int concurrency;

    UserPartitionHandler(Step worker, int concurrency) {
        this.concurrency = concurrency;
        setStep(worker);
    }

    @Override
    protected Set<StepExecution> doHandle(StepExecution manager, Set<StepExecution> partitions) throws Exception {
        ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
        threads.setCorePoolSize(concurrency);
        threads.setMaxPoolSize(concurrency);
        threads.setThreadNamePrefix("mailbox-");
        threads.setWaitForTasksToCompleteOnShutdown(true);
        threads.setAwaitTerminationSeconds(DRAIN_SECONDS);
        threads.afterPropertiesSet();
        setTaskExecutor(threads);
        try {
            return super.doHandle(manager, inOrder(partitions));
        } finally {
            threads.shutdown();
        }
    }

    private static Set<StepExecution> inOrder(Set<StepExecution> partitions) {
        Set<StepExecution> ordered = new LinkedHashSet<>();
        partitions.stream()
                .sorted(Comparator.comparingLong(StepExecution::getId))
                .forEach(ordered::add);
        return ordered;
    }
}
