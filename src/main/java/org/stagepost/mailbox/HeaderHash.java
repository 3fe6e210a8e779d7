package org.stagepost.mailbox;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes a message's header tolerantly: line ends unified, bytes above 0x7F folded, trailing empty lines ignored. */
public final class HeaderHash {
    private HeaderHash() {}

    /** @param header the bytes before the first empty line; the empty line itself may be there or not */
    public static String of(byte[] header) {
        byte[] folded = new byte[header.length];
        int length = 0;
        for (byte b : header) {
            if (b != '\r') {
                folded[length++] = b < 0 ? (byte) 'X' : b;
            }
        }
        while (length > 0 && folded[length - 1] == '\n') {
            length--;
        }
        MessageDigest digest = sha256();
        digest.update(folded, 0, length);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
