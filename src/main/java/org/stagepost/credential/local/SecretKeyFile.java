package org.stagepost.credential.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.stagepost.credential.PrivateFile;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;

/**
 * The key that seals stored secrets: 256 random bits in {@code keys/secret.key}, or in the environment variable
 * {@value #VARIABLE} for homes that must not hold their own key. Both are base64.
 */
public final class SecretKeyFile {
    public static final String VARIABLE = "STAGEPOST_KEY";

    private static final int KEY_BYTES = 32;

    private SecretKeyFile() {}

    /**
     * The key of this home, created on first need; two processes that need it first get the same one.
     *
     * @throws MigrationException STORE_DAMAGED, HOME_UNUSABLE when the file is readable by others, SECRET_MISSING when the
     *     variable holds no key
     */
    public static SecretKey load(HomeFolder home, Map<String, String> environment) {
        String fromEnvironment = environment.getOrDefault(VARIABLE, "");
        if (!fromEnvironment.isEmpty()) {
            return decode(fromEnvironment)
                    .orElseThrow(() -> new MigrationException(
                            FailureCode.SECRET_MISSING,
                            "the environment variable " + VARIABLE + " is not the base64 form of 32 bytes"));
        }
        PrivateFile file = new PrivateFile(home.keys().resolve("secret.key"));
        byte[] content = file.read().orElseGet(() -> create(file));
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
