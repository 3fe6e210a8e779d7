package org.stagepost.credential.local;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretSealer;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Seals with AES-256-GCM of the JDK: 96-bit random IV, 128-bit tag, the place as associated data (NIST SP 800-38D). */
public final class AesGcmSealer implements SecretSealer {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Pattern SEALED = Pattern.compile("v1:([0-9a-f]{8}):([A-Za-z0-9+/]+=*)");

    private final SecretKey key;
    private final String keyId;
    /** What opens: the key, and those before or after it while it is being replaced. */
    private final Map<String, SecretKey> keys = new HashMap<>();

    private final SecureRandom random = new SecureRandom();

    public AesGcmSealer(SecretKey key) {
        this(key, List.of());
    }

    /**
     * @param key that seals
     * @param others that only open
     */
    public AesGcmSealer(SecretKey key, List<SecretKey> others) {
        this.key = key;
        this.keyId = idOf(key);
        others.forEach(other -> keys.put(idOf(other), other));
        keys.put(keyId, key);
    }

    @Override
    public String seal(Secret secret, String place) {
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        try {
            byte[] text = cipher(key, Cipher.ENCRYPT_MODE, iv, place)
                    .doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8));
            byte[] whole = ByteBuffer.allocate(iv.length + text.length)
                    .put(iv)
                    .put(text)
                    .array();
            return "v1:" + keyId + ":" + Base64.getEncoder().encodeToString(whole);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot seal secrets", e);
        }
    }

    @Override
    public String keyId() {
        return keyId;
    }

    @Override
    public Optional<SecretSealer> with(String otherId) {
        return Optional.ofNullable(keys.get(otherId)).map(other -> new AesGcmSealer(other, List.copyOf(keys.values())));
    }

    @Override
    public Secret open(String text, String place) {
        Matcher parts = SEALED.matcher(text);
        if (!parts.matches()) {
            throw damaged(null);
        }
        SecretKey opener = keys.get(parts.group(1));
        if (opener == null) {
            throw new MigrationException(
                    FailureCode.SECRET_MISSING,
                    "it was sealed with key %s, but this home has key %s: put its keys/secret.key back from the backup, or set %s; %s"
                            .formatted(parts.group(1), keyId, SecretKeyFile.VARIABLE, LostKey.LAST_RESORT));
        }
        try {
            ByteBuffer whole = ByteBuffer.wrap(Base64.getDecoder().decode(parts.group(2)));
            if (whole.remaining() < IV_BYTES + TAG_BITS / Byte.SIZE) {
                throw damaged(null);
            }
            byte[] iv = new byte[IV_BYTES];
            whole.get(iv);
            byte[] cipherText = new byte[whole.remaining()];
            whole.get(cipherText);
            return Secret.of(new String(
                    cipher(opener, Cipher.DECRYPT_MODE, iv, place).doFinal(cipherText), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | AEADBadTagException e) {
            throw damaged(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot open secrets", e);
        }
    }

    private static Cipher cipher(SecretKey key, int mode, byte[] iv, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** Tells keys apart without telling the key. */
    private static String idOf(SecretKey key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static MigrationException damaged(@Nullable Exception cause) {
        return new MigrationException(FailureCode.SECRET_MISSING, "what is stored was altered; set it anew", cause);
    }
}
