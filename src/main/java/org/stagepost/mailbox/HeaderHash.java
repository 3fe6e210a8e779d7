package org.stagepost.mailbox;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Hashes a message's header tolerantly: an item and its copy have equal hashes though servers store them differently.
 * Line ends are unified (a lone CR is one), bytes above 0x7F, NUL and '?' are folded, nothing after the header counts.
 */
public final class HeaderHash {
    private HeaderHash() {}

    /** @param message begins with the header; what follows the first empty line does not matter */
    public static String of(byte[] message) {
        byte[] folded = new byte[message.length];
        int length = 0;
        for (int i = 0; i < message.length; i++) {
            if (message[i] == '\n' && i > 0 && message[i - 1] == '\r') {
                continue;
            }
            byte b = fold(message[i]);
            if (b == '\n' && (length == 0 || folded[length - 1] == '\n')) {
                break;
            }
            folded[length++] = b;
        }
        boolean ended = length > 0 && folded[length - 1] == '\n';
        return HexFormat.of().formatHex(sha256().digest(Arrays.copyOf(folded, ended ? length - 1 : length)));
    }

    private static byte fold(byte b) {
        return switch (b) {
            case '\r' -> '\n';
            case 0, '?' -> 'X'; // NUL is written to a target as '?', Dovecot stores it as 0x80
            default -> b < 0 ? (byte) 'X' : b; // as Cyrus stores it
        };
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
