package org.stagepost.smtp;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** The stages of a probe as they pass or fail, each with its time. */
final class ProbeLog {
    private final Endpoint endpoint;
    private final List<ProbeStage> stages = new ArrayList<>();

    /** What a stage does. @return what was seen */
    interface Check {
        String run() throws IOException, MessagingException;
    }

    ProbeLog(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    boolean passes(String name, Check check) {
        long begin = System.nanoTime();
        try {
            String detail = check.run();
            stages.add(ProbeStage.passed(name, since(begin), detail));
            return true;
        } catch (IOException | MessagingException e) {
            return failed(name, since(begin), SmtpFailures.of(e, endpoint));
        } catch (MigrationException e) {
            return failed(e.code() == FailureCode.SECRET_MISSING ? "secret" : name, since(begin), e);
        }
    }

    private boolean failed(String name, Duration time, MigrationException failure) {
        SmtpCauses.Cause cause = SmtpCauses.of(name, failure, endpoint);
        stages.add(ProbeStage.failed(name, time, failure.detail(), cause.meaning(), cause.remedy()));
        return false;
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    List<ProbeStage> stages() {
        return List.copyOf(stages);
    }
}
