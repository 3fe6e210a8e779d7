package org.stagepost.migration;

import java.net.URI;
import org.stagepost.credential.SecretReference;

/**
 * Who is told of every change of a batch's status.
 *
 * @param url https, or http where that was allowed; what stands behind the host may be secret
 * @param secret what messages are signed with; none for no signature
 * @param caFile empty where the certificates that Java trusts are enough
 */
public record WebhookSettings(URI url, SecretReference secret, String caFile) {
    /** Scheme, host and port: all of it that may be shown. */
    public String place() {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    @Override
    public String toString() {
        return place();
    }
}
