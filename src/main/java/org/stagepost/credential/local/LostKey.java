package org.stagepost.credential.local;

import java.nio.file.Path;
import java.util.Optional;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretSealer;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Stands for a key that sealed secrets and is not there any more: opens nothing and seals nothing. */
final class LostKey implements SecretSealer {
    static final String LAST_RESORT =
            "if it is lost for good, 'config rotate-key --lost' forgets what it sealed, so that it"
                    + " can be set anew with a new key";

    private final Path file;
    private final String sealed;

    /**
     * @param file where it should be
     * @param sealed which secrets need it, in words
     */
    LostKey(Path file, String sealed) {
        this.file = file;
        this.sealed = sealed;
    }

    @Override
    public String seal(Secret secret, String place) {
        throw missing("nothing was stored: ");
    }

    @Override
    public String keyId() {
        throw missing("nothing was stored: ");
    }

    @Override
    public Optional<SecretSealer> with(String keyId) {
        return Optional.empty();
    }

    @Override
    public Secret open(String text, String place) {
        throw missing("");
    }

    private MigrationException missing(String consequence) {
        return new MigrationException(
                FailureCode.SECRET_MISSING,
                "%sthe key file %s is missing, without which nobody can read %s: put it back from the backup, or set %s; %s"
                        .formatted(consequence, file, sealed, SecretKeyFile.VARIABLE, LAST_RESORT));
    }
}
