package org.stagepost.monitoring;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.job.StatusChange;
import org.stagepost.job.StatusListener;
import org.stagepost.migration.WebhookSettings;
import org.stagepost.model.MigrationException;

/**
 * A webhook that cannot be told of anything, because its secret or its CA file cannot be had. That is no reason to run
 * no batch: whoever watches is told instead. Thread-safe.
 */
public final class MuteWebhook implements StatusListener {
    private static final Logger LOG = LoggerFactory.getLogger(MuteWebhook.class);

    private final String why;

    public MuteWebhook(WebhookSettings settings, MigrationException failure) {
        this.why = "the webhook " + settings.place() + " is told of nothing: " + failure.detail();
        LOG.warn("{}", why);
    }

    @Override
    public void changed(StatusChange change) {
        // said once, when it was found out
    }

    @Override
    public Optional<String> unable() {
        return Optional.of(why);
    }
}
