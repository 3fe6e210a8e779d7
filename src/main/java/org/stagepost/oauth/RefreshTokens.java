package org.stagepost.oauth;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretReference.Scheme;
import org.stagepost.credential.SecretStore;
import org.stagepost.model.MigrationException;

/**
 * The refresh token of one grant: many servers give a new one each time and soon refuse the old one (RFC 6749 §6).
 * A new one is sealed in the store where the old one came from there, else it is known to this process only.
 * Not thread-safe: one thread at a time asks for a token.
 */
final class RefreshTokens {
    private static final Logger LOG = LoggerFactory.getLogger(RefreshTokens.class);

    private final SecretReference reference;
    private final SecretStore store;
    private @Nullable Secret newest;
    private String replaced = "";
    private boolean warned;

    RefreshTokens(SecretReference reference, SecretStore store) {
        this.reference = reference;
        this.store = store;
    }

    /** @param configured what the reference leads to now: when somebody changed it, that one counts */
    Secret newest(Secret configured) {
        return newest == null || !configured.reveal().equals(replaced) ? configured : newest;
    }

    /** Of a grant that was given none to begin with. */
    Optional<Secret> newest() {
        return Optional.ofNullable(newest);
    }

    void forget() {
        newest = null;
    }

    /**
     * @param configured what the reference led to when the new one was got
     * @param application for the log
     */
    void replace(Secret configured, Secret fresh, String application) {
        newest = fresh;
        replaced = configured.reveal();
        if (fresh.reveal().equals(replaced) || reference.scheme() == Scheme.NONE) {
            return;
        }
        if (reference.scheme() == Scheme.STORE) {
            keep(fresh, application);
        } else if (!warned) {
            warned = true;
            LOG.warn(
                    "the token server replaced the refresh token of application {}; unless it is stored now (endpoint"
                            + " create or set), {} holds an old one, which may be refused in the next run",
                    application,
                    reference);
        }
    }

    private void keep(Secret fresh, String application) {
        try {
            store.put(reference.name(), fresh);
            replaced = fresh.reveal();
        } catch (MigrationException e) {
            LOG.warn(
                    "the new refresh token of application {} could not be stored, this process goes on with it: {}",
                    application,
                    e.detail());
        }
    }
}
