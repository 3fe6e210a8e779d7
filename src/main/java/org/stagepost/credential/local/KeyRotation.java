package org.stagepost.credential.local;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

    public KeyRotation(HomeFolder home, Map<String, String> environment) {
        this.home = home;
        this.environment = Map.copyOf(environment);
    }

    /**
     * The home must belong to this process.
     *
     * @param reseal seals all stored secrets anew in one transaction, and counts them
     * @return how many secrets were sealed anew
     * @throws MigrationException SECRET_MISSING when the key comes from the environment and the old one does not, or a
     *     secret cannot be opened; nothing is changed then
     */
    public int run(ToIntFunction<SecretSealer> reseal) {
        if (isFromEnvironment()) {
            requireOldKey();
        }
        return changed(reseal::applyAsInt);
    }

    /**
     * The same when the key that sealed some or all of them is lost: those are forgotten.
     *
     * @param reseal seals anew what can be opened, forgets the rest in the same transaction, and tells what that was
     * @return what was forgotten
     */
    public List<String> withoutLost(Function<SecretSealer, List<String>> reseal) {
        return changed(reseal);
    }

    private <T> T changed(Function<SecretSealer, T> reseal) {
        if (isFromEnvironment()) {
            return reseal.apply(SecretKeyFile.sealer(home, environment));
        }
        boolean wasLeft = SecretKeyFile.hasNext(home);
        T result;
        try {
            result = reseal.apply(new AesGcmSealer(SecretKeyFile.prepareNext(home)));
        } catch (MigrationException e) {
            if (e.code() == FailureCode.SECRET_MISSING && !wasLeft) {
                SecretKeyFile.dropNext(home); // refused before anything was sealed with it
            }
            throw e;
        }
        SecretKeyFile.promoteNext(home);
        return result;
    }

    private boolean isFromEnvironment() {
        return SecretKeyFile.fromEnvironment(SecretKeyFile.VARIABLE, environment)
                .isPresent();
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
