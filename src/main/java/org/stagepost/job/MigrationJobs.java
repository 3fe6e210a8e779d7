package org.stagepost.job;

import java.util.ArrayList;
import java.util.List;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.FlowBuilder;
import org.springframework.batch.core.job.builder.FlowJobBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.flow.FlowExecutionStatus;
import org.springframework.batch.core.job.flow.JobExecutionDecider;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.stagepost.migration.Forwarding;
import org.stagepost.migration.MigrationType;
import org.stagepost.migration.PassKind;

/**
 * The Spring Batch job of each migration type, built for one run.
 * Failed users do not fail a step, so the others get their data and the report is written; a step that fails itself ends
 * the job, and a restart begins there. When an endpoint or the batch itself fails, only the report follows.
 */
final class MigrationJobs {
    private final JobRepository repository;
    private final MigrationSteps steps;

    MigrationJobs(JobRepository repository, MigrationSteps steps) {
        this.repository = repository;
        this.steps = steps;
    }

    /** Part of a job instance's identity: renaming it would orphan unfinished passes. */
    static String nameOf(MigrationType type) {
        return type.word() + "Migration";
    }

    Job build(RunState run) {
        Step importUsers = steps.importUsers(run);
        FlowBuilder<FlowJobBuilder> flow = new JobBuilder(nameOf(run.jobFile().type()), repository)
                .listener(new RunEnd(run))
                .start(importUsers)
                .on(ExitStatus.FAILED.getExitCode())
                .fail();
        Step last = importUsers;
        Step report = steps.finalReport(run);
        for (Step next : following(run, report)) {
            flow = flow.from(last).on(StepStart.HALTED).to(report);
            flow = flow.from(last).on("*").to(next);
            flow = flow.from(next).on(ExitStatus.FAILED.getExitCode()).fail();
            last = next;
        }
        JobExecutionDecider everyUserSynced = (job, step) -> steps.everyUserSynced(run)
                ? FlowExecutionStatus.COMPLETED
                : new FlowExecutionStatus(RunEnd.SYNCED_WITH_ERRORS);
        return flow.from(last)
                .on("*")
                .to(everyUserSynced)
                .from(everyUserSynced)
                .on(FlowExecutionStatus.COMPLETED.getName())
                .end()
                .from(everyUserSynced)
                .on("*")
                .fail()
                .end()
                .build();
    }

    private List<Step> following(RunState run, Step report) {
        boolean directories = run.jobFile().type().usesDirectories();
        Forwarding forwarding = run.jobFile().forwarding();
        List<Step> result = new ArrayList<>(List.of(steps.queueUsers(run)));
        if (directories) {
            result.add(steps.provision(run));
        }
        if (run.jobFile().startAfter().isPresent()) {
            result.add(steps.waitForStart(run));
        }
        boolean last = run.kind() == PassKind.COMPLETION; // nothing may arrive behind the last sync
        if (forwarding == Forwarding.BEFORE_SYNC || forwarding == Forwarding.AFTER_SYNC && last) {
            result.add(steps.setForwarding(run));
        }
        if (directories && run.pass().isInitial()) {
            result.add(steps.statusMail(run));
        }
        result.add(steps.sync(run));
        if (forwarding == Forwarding.AFTER_SYNC && !last) {
            result.add(steps.setForwarding(run));
        }
        if (MigrationSteps.mayComplete(run)) {
            result.add(steps.completeUsers(run));
        }
        result.add(report);
        return result;
    }
}
