package org.stagepost.persistence.home;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.stagepost.credential.PrivateFile;
import org.stagepost.credential.Secret;

/**
 * The script that a new store begins with: what HSQLDB writes of one that Flyway has just made. To have Flyway make it
 * takes longer than to copy a small mailbox (adr/0007). {@code NewStoreTest} holds it against Flyway's.
 */
final class NewStore {
    static final String DIGEST = "${digest}";
    static final String UNIQUE_NAME = "${uniqueName}";
    static final String NOW = "${now}";

    private static final String RESOURCE = "/db/new-store.script";
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");
    private static final int UNIQUE_BYTES = 5;

    private NewStore() {}

    /** The whole file, durable, or none. */
    static void write(Path script, Secret password) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text(password).getBytes(StandardCharsets.UTF_8));
        }
        new PrivateFile(script).write(bytes.toByteArray());
    }

    private static String text(Secret password) throws IOException {
        return template()
                .replace(DIGEST, digest(password))
                .replace(UNIQUE_NAME, uniqueName())
                .replace(NOW, TIMESTAMP.format(LocalDateTime.now(ZoneOffset.UTC)));
    }

    static String template() throws IOException {
        try (InputStream resource = Objects.requireNonNull(NewStore.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** As HSQLDB keeps passwords. This one is random and has 128 bits: nobody finds it by trying. */
    private static String digest(Secret password) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(md5.digest(password.reveal().getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private static String uniqueName() {
        byte[] bytes = new byte[UNIQUE_BYTES];
        new SecureRandom().nextBytes(bytes);
        return "HSQLDB" + HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
