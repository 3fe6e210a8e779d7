package org.stagepost.job;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.springframework.batch.core.partition.support.TaskExecutorPartitionHandler;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** Runs partitions N at a time, in the order they were made, on threads that end with the step. */
final class UserPartitionHandler extends TaskExecutorPartitionHandler {
    /** A slice takes seconds; a server that hangs is given up by its own time-outs. */
    private static final int DRAIN_SECONDS = 60;

    private final RunState run;
    private final PartitionRows rows;

    UserPartitionHandler(Step worker, RunState run, PartitionRows rows) {
        this.run = run;
        this.rows = rows;
        setStep(worker);
    }

    @Override
    protected Set<StepExecution> doHandle(StepExecution manager, Set<StepExecution> partitions) throws Exception {
        ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
        int begin = run.concurrency();
        threads.setCorePoolSize(begin);
        threads.setMaxPoolSize(begin);
        threads.setThreadNamePrefix("mailbox-");
        threads.setWaitForTasksToCompleteOnShutdown(true);
        threads.setAwaitTerminationSeconds(DRAIN_SECONDS);
        threads.afterPropertiesSet();
        setTaskExecutor(threads);
        run.whenUpdated(() -> resize(threads, run.concurrency()));
        resize(threads, run.concurrency()); // it may have changed just before
        try {
            return super.doHandle(manager, inOrder(partitions));
        } finally {
            run.whenUpdated(() -> {});
            threads.shutdown();
            rows.write();
        }
    }

    /** The core may never be larger than the whole. */
    private static synchronized void resize(ThreadPoolTaskExecutor threads, int size) {
        if (size > threads.getMaxPoolSize()) {
            threads.setMaxPoolSize(size);
            threads.setCorePoolSize(size);
        } else {
            threads.setCorePoolSize(size);
            threads.setMaxPoolSize(size);
        }
    }

    @Override
    protected FutureTask<StepExecution> createTask(Step step, StepExecution partition) {
        return new FutureTask<>(() -> {
            try {
                step.execute(partition);
            } finally {
                rows.ended(partition);
            }
            return partition;
        });
    }

    private static Set<StepExecution> inOrder(Set<StepExecution> partitions) {
        Set<StepExecution> ordered = new LinkedHashSet<>();
        partitions.stream()
                .sorted(Comparator.comparingLong(StepExecution::getId))
                .forEach(ordered::add);
        return ordered;
    }
}
