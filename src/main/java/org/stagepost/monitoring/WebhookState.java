package org.stagepost.monitoring;

import java.util.Locale;
import org.stagepost.job.StatusListener;

/** Whether changes of batches are told to a web server. */
public enum WebhookState {
    /** Nobody wants that. */
    NONE,
    UP,
    /** Its secret or its CA file cannot be had. */
    DOWN;

    public static WebhookState of(StatusListener listener) {
        if (listener == StatusListener.NONE) {
            return NONE;
        }
        return listener.unable().isEmpty() ? UP : DOWN;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
