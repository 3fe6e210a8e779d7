package org.stagepost.oauth;

import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import org.stagepost.credential.PrivateKeyPem;
import org.stagepost.credential.Secret;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** The keys that sign assertions. */
final class PrivateKeys {
    private PrivateKeys() {}

    /**
     * @param algorithm RSA or EC
     * @param what as messages call the key
     * @throws MigrationException SECRET_MISSING, without a word of the key
     */
    static PrivateKey read(Secret pem, String algorithm, String what) {
        try {
            return PrivateKeyPem.read(pem, algorithm);
        } catch (InvalidKeySpecException e) {
            throw new MigrationException(FailureCode.SECRET_MISSING, what + " cannot be used: " + e.getMessage());
        }
    }
}
