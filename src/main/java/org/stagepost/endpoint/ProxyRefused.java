package org.stagepost.endpoint;

import java.io.IOException;
import org.stagepost.model.FailureCode;

/** A proxy answered, and does not let us through. The message says why, in plain words and without secrets. */
public final class ProxyRefused extends IOException {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;

    private ProxyRefused(FailureCode code, String message) {
        super(message);
        this.code = code;
    }

    /** Somebody must change a setting, here or at the proxy. */
    static ProxyRefused forGood(String why) {
        return new ProxyRefused(FailureCode.ENDPOINT_REFUSED, why);
    }

    /** The proxy cannot reach the server at the moment. */
    static ProxyRefused forNow(String why) {
        return new ProxyRefused(FailureCode.ENDPOINT_UNREACHABLE, why);
    }

    /** ENDPOINT_REFUSED or ENDPOINT_UNREACHABLE. */
    public FailureCode code() {
        return code;
    }
}
