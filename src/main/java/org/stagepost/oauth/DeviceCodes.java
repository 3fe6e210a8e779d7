package org.stagepost.oauth;

import java.time.Instant;

/** Shows an administrator where to sign in (RFC 8628 §3.3). Thread-safe. */
public interface DeviceCodes {
    /**
     * @param address of the page to open at any device; checked to be harmless text
     * @param code to type there; checked likewise
     * @param until when the code expires
     */
    void show(String address, String code, Instant until);
}
