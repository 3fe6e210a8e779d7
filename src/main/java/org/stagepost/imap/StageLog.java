package org.stagepost.imap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** The stages of a test as they pass or fail, each with its time, its cause and its remedy. */
final class StageLog {
    /** What is wrong on this side, not at the server. */
    private static final String SECRET = "secret";

    private static final String SETTINGS = "settings";

    private final ProbeCauses causes;
    private final List<ProbeStage> stages = new ArrayList<>();

    StageLog(Endpoint endpoint, Optional<MailboxLogin> login) {
        this.causes = new ProbeCauses(endpoint, login);
    }

    /** @throws MigrationException what the step throws; it is on the list then */
    <T> T stage(String name, Supplier<T> step, Function<T, String> detail) {
        long before = System.nanoTime();
        try {
            T result = step.get();
            stages.add(ProbeStage.passed(name, since(before), detail.apply(result)));
            return result;
        } catch (MigrationException e) {
            failed(e.code() == FailureCode.SECRET_MISSING ? SECRET : name, since(before), e);
            throw e;
        }
    }

    /** A fault of the settings themselves; when there is none, that is no stage of its own. */
    void requireSettings(Runnable check) {
        long before = System.nanoTime();
        try {
            check.run();
        } catch (MigrationException e) {
            failed(SETTINGS, since(before), e);
            throw e;
        }
    }

    private void failed(String name, Duration time, MigrationException failure) {
        ProbeCauses.Cause cause = causes.of(name, failure);
        stages.add(ProbeStage.failed(name, time, failure.detail(), cause.meaning(), cause.remedy()));
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    List<ProbeStage> stages() {
        return List.copyOf(stages);
    }
}
