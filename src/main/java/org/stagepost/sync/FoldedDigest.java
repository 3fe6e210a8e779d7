package org.stagepost.sync;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Hashes canonical content such that an item and its copy have equal hashes though servers store them differently:
 * Cyrus keeps no byte above 0x7F in a header, Dovecot no NUL anywhere.
 */
final class FoldedDigest extends OutputStream {
    private static final int BUFFER = 8192;

    private final MessageDigest digest = sha256();
    private final byte[] buffer = new byte[BUFFER];
    private int buffered;
    private boolean inHeader = true;
    private boolean lineIsEmpty = true;

    @Override
    public void write(int b) {
        if (buffered == BUFFER) {
            update();
        }
        buffer[buffered++] = inHeader ? foldedHeader((byte) b) : folded((byte) b);
    }

    String hash() {
        update();
        return HexFormat.of().formatHex(digest.digest());
    }

    private byte foldedHeader(byte b) {
        if (b == '\n') {
            inHeader = !lineIsEmpty;
            lineIsEmpty = true;
        } else if (b != '\r') {
            lineIsEmpty = false;
        }
        return b < 0 ? (byte) 'X' : folded(b);
    }

    /** NUL became '?' when it was made canonical. */
    private static byte folded(byte b) {
        return b == (byte) 0x80 ? CanonicalOutputStream.NUL_REPLACEMENT : b;
    }

    private void update() {
        digest.update(buffer, 0, buffered);
        buffered = 0;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
