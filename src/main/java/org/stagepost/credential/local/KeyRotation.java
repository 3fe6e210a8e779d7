package org.stagepost.credential.local;

import java.util.Map;
import java.util.function.ToIntFunction;
import org.stagepost.credential.SecretSealer;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

/**
 * Replaces the key that seals stored secrets. Whenever it is killed, every secret can be opened: the next key is durable
 * before anything is sealed with it, and the old one is there until everything is. To be run again then.
 */
public final class KeyRotation {
    private final HomeFolder home;
    private final Map<String, String> environment;
    private final ToIntFunction<SecretSealer> reseal;

    /** @param reseal seals all stored secrets anew in one transaction, and counts them */
    public KeyRotation(HomeFolder home, Map<String, String> environment, ToIntFunction<SecretSealer> reseal) {
        this.home = home;
        this.environment = Map.copyOf(environment);
        this.reseal = reseal;
    }

    /**
     * The home must belong to this process.
     *
     * @return how many secrets were sealed anew
     * @throws MigrationException SECRET_MISSING when the key comes from the environment and the old one does not, or a
     *     secret cannot be opened; nothing is changed then
     */
    public int run() {
        if (SecretKeyFile.fromEnvironment(SecretKeyFile.VARIABLE, environment).isPresent()) {
            requireOldKey();
            return reseal.applyAsInt(SecretKeyFile.sealer(home, environment));
        }
        SecretKeyFile.load(home, environment);
        int sealed = reseal.applyAsInt(new AesGcmSealer(SecretKeyFile.prepareNext(home)));
        SecretKeyFile.promoteNext(home);
        return sealed;
    }

    private void requireOldKey() {
        if (SecretKeyFile.fromEnvironment(SecretKeyFile.OLD_VARIABLE, environment)
                .isEmpty()) {
            throw new MigrationException(
                    FailureCode.SECRET_MISSING,
                    "the key comes from %s: set %s to its value, %s to a new key (head -c 32 /dev/urandom | base64), and run this again"
                            .formatted(SecretKeyFile.VARIABLE, SecretKeyFile.OLD_VARIABLE, SecretKeyFile.VARIABLE));
        }
    }
}
