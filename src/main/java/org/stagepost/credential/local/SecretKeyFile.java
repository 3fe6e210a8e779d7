package org.stagepost.credential.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.stagepost.credential.PrivateFile;
import org.stagepost.credential.SecretSealer;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

/**
 * The key that seals stored secrets: 256 random bits in {@code keys/secret.key}, or in the environment variable
 * {@value #VARIABLE} for homes that must not hold their own key. Both are base64. While a key is replaced, the next one
 * is in {@code keys/secret.key.next}, or the old one in the variable {@value #OLD_VARIABLE}: then both open secrets.
 */
public final class SecretKeyFile {
    public static final String VARIABLE = "STAGEPOST_KEY";

    /** The key before {@link #VARIABLE}, until {@code config rotate-key} has sealed everything with that. */
    public static final String OLD_VARIABLE = "STAGEPOST_OLD_KEY";

    private static final int KEY_BYTES = 32;

    private SecretKeyFile() {}

    /**
     * The key of this home, created on first need; two processes that need it first get the same one.
     *
     * @throws MigrationException STORE_DAMAGED, HOME_UNUSABLE when the file is readable by others, SECRET_MISSING when the
     *     variable holds no key, or only {@link #OLD_VARIABLE} is set
     */
    public static SecretKey load(HomeFolder home, Map<String, String> environment) {
        refuseOldKeyAlone(environment);
        Optional<SecretKey> fromEnvironment = fromEnvironment(VARIABLE, environment);
        if (fromEnvironment.isPresent()) {
            return fromEnvironment.get();
        }
        PrivateFile file = current(home);
        return decoded(file, file.read().orElseGet(() -> create(file)));
    }

    /**
     * As {@link #sealer(HomeFolder, Map)}, but makes no key where one was lost: then nothing is opened and nothing sealed.
     *
     * @param sealed the secrets that some key has sealed, in words; empty when there are none
     * @throws MigrationException as {@link #load}
     */
    public static SecretSealer sealer(
            HomeFolder home, Map<String, String> environment, Supplier<Optional<String>> sealed) {
        refuseOldKeyAlone(environment);
        boolean isThere = !environment.getOrDefault(VARIABLE, "").isEmpty()
                || Files.exists(current(home).path());
        Optional<SecretSealer> lost = isThere
                ? Optional.empty()
                : sealed.get().map(words -> new LostKey(current(home).path(), words));
        return lost.orElseGet(() -> sealer(home, environment));
    }

    /**
     * For a process that opens what another home's key sealed, and makes none.
     *
     * @throws MigrationException SECRET_MISSING when there is none
     */
    public static void requireOfManager(HomeFolder home, Map<String, String> environment) {
        if (environment.getOrDefault(VARIABLE, "").isEmpty()
                && Files.notExists(current(home).path())) {
            throw new MigrationException(
                    FailureCode.SECRET_MISSING,
                    "a worker needs the manager's key: copy keys/secret.key of the manager's home folder to %s (0600), or set %s on both"
                            .formatted(current(home).path(), VARIABLE));
        }
    }

    /**
     * Seals with the key of this home, and opens also what another key sealed while it is being replaced.
     *
     * @throws MigrationException as {@link #load}
     */
    public static AesGcmSealer sealer(HomeFolder home, Map<String, String> environment) {
        // the key last: one that has just been moved there is known then as the next one at least
        Optional<SecretKey> other = environment.getOrDefault(VARIABLE, "").isEmpty()
                ? next(home).read().map(content -> decoded(next(home), content))
                : fromEnvironment(OLD_VARIABLE, environment);
        return new AesGcmSealer(load(home, environment), other.stream().toList());
    }

    private static void refuseOldKeyAlone(Map<String, String> environment) {
        if (environment.getOrDefault(VARIABLE, "").isEmpty()
                && !environment.getOrDefault(OLD_VARIABLE, "").isEmpty()) {
            throw new MigrationException(
                    FailureCode.SECRET_MISSING,
                    "%s is set, but %s is not: set %s to the new key, or unset %s"
                            .formatted(OLD_VARIABLE, VARIABLE, VARIABLE, OLD_VARIABLE));
        }
    }

    /** Empty when the variable is not set. */
    static Optional<SecretKey> fromEnvironment(String variable, Map<String, String> environment) {
        String value = environment.getOrDefault(variable, "");
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(decode(value)
                        .orElseThrow(() -> new MigrationException(
                                FailureCode.SECRET_MISSING,
                                "the environment variable " + variable + " is not the base64 form of 32 bytes")));
    }

    /** The key that is to follow, durable; the one that a dead process left, or a new one. */
    static SecretKey prepareNext(HomeFolder home) {
        PrivateFile file = next(home);
        if (file.read().isEmpty() || isCurrent(home, file)) {
            file.write(newKey());
        }
        return decoded(file, file.read().orElseThrow());
    }

    /** True when a process left one with which something may be sealed. */
    static boolean hasNext(HomeFolder home) {
        return next(home).read().isPresent() && !isCurrent(home, next(home));
    }

    /** Nothing was sealed with it. */
    static void dropNext(HomeFolder home) {
        next(home).delete();
    }

    /** True of what a process left that died when it had taken its place already. */
    private static boolean isCurrent(HomeFolder home, PrivateFile next) {
        return current(home)
                .read()
                .filter(content -> Arrays.equals(content, next.read().orElseThrow()))
                .isPresent();
    }

    /** Nothing is sealed with the key any more: the next one takes its place. */
    static void promoteNext(HomeFolder home) {
        PrivateFile next = next(home);
        next.read().ifPresent(current(home)::write);
        next.delete();
    }

    private static PrivateFile current(HomeFolder home) {
        return new PrivateFile(home.keys().resolve("secret.key"));
    }

    private static PrivateFile next(HomeFolder home) {
        return new PrivateFile(home.keys().resolve("secret.key.next"));
    }

    private static SecretKey decoded(PrivateFile file, byte[] content) {
        file.requireOwnerOnly();
        return decode(new String(content, StandardCharsets.US_ASCII))
                .orElseThrow(() -> new MigrationException(
                        FailureCode.STORE_DAMAGED, "the key file " + file.path() + " is damaged"));
    }

    /** One process creates, the others wait and read: a second key would make secrets of the first unreadable. */
    private static synchronized byte[] create(PrivateFile file) {
        Path guard = file.path().resolveSibling("secret.key.lock");
        try (FileChannel channel = FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid() || file.read().isEmpty()) {
                file.write(newKey());
            }
            return file.read().orElseThrow();
        } catch (IOException e) {
            throw new MigrationException(FailureCode.HOME_UNUSABLE, file.path() + " cannot be created: " + e, e);
        }
    }

    private static byte[] newKey() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return (Base64.getEncoder().encodeToString(bytes) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static Optional<SecretKey> decode(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.strip());
            Optional<SecretKey> key =
                    bytes.length == KEY_BYTES ? Optional.of(new SecretKeySpec(bytes, "AES")) : Optional.empty();
            Arrays.fill(bytes, (byte) 0);
            return key;
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
