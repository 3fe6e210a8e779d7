package org.stagepost.discovery;

import org.stagepost.credential.Secret;

/**
 * Who asks, for servers that tell nothing to strangers.
 *
 * @param user empty for nobody
 */
public record DiscoveryLogin(String user, Secret password) {
    public static final DiscoveryLogin NOBODY = new DiscoveryLogin("", Secret.of(""));

    public boolean isNobody() {
        return user.isEmpty();
    }
}
