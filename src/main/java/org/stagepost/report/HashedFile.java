package org.stagepost.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A file that is put together from parts: the hash of all of it, and that of each part. */
final class HashedFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final OutputStream out;
    private final MessageDigest whole = sha256();

    HashedFile(OutputStream out, List<String> header) throws IOException {
        this.out = out;
        StringWriter line = new StringWriter();
        line.write(BYTE_ORDER_MARK);
        new ManifestRows(line).header(header);
        byte[] bytes = line.toString().getBytes(StandardCharsets.UTF_8);
        whole.update(bytes);
        out.write(bytes);
    }

    /** @param part none adds nothing; @return hex SHA-256 of the part */
    String add(Optional<Path> part) throws IOException {
        MessageDigest digest = sha256();
        if (part.isPresent()) {
            try (InputStream in = Files.newInputStream(part.get())) {
                copy(in, digest);
            }
        }
        return hex(digest);
    }

    private void copy(InputStream in, MessageDigest digest) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
            whole.update(buffer, 0, read);
            out.write(buffer, 0, read);
        }
    }

    String hash() {
        return hex(whole);
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
