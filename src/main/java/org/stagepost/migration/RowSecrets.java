package org.stagepost.migration;

import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretResolver;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Resolves what a row refers to: a missing secret of a row is that user's failure, not the batch's. */
final class RowSecrets {
    private RowSecrets() {}

    /** @throws MigrationException CREDENTIALS_REFUSED */
    static Secret resolve(SecretResolver secrets, SecretReference reference, String purpose) {
        try {
            return secrets.resolve(reference, purpose);
        } catch (MigrationException e) {
            throw new MigrationException(FailureCode.CREDENTIALS_REFUSED, e.detail(), e);
        }
    }
}
