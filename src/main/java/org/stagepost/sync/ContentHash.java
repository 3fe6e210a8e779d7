package org.stagepost.sync;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.stagepost.mailbox.HeaderHash;

/**
 * An item's content in a few bytes: what is the same for an item and its copy, and what is the item's alone.
 *
 * @param sizeBytes of the canonical form
 * @param sha256 hex SHA-256 of the canonical form: line ends CRLF, NUL as '?'
 * @param folded the same of what no server changes: bytes above 0x7F in the header read as 'X' (Cyrus), 0x80 as '?' (Dovecot's
 *     NUL); equal to {@code sha256} where there is no such byte
 * @param header as {@link HeaderHash} makes it
 * @param altered true when the content was not canonical: line ends or NUL had to be changed
 */
public record ContentHash(long sizeBytes, String sha256, String folded, String header, boolean altered) {
    /** Small enough to stay in the processor's cache while it is looked at again and again. */
    private static final int BUFFER = 16 * 1024;

    /**
     * Reads an item to its end, however large it is.
     *
     * @throws IOException of {@code content}
     */
    public static ContentHash read(InputStream content) throws IOException {
        Digests digests = new Digests();
        CanonicalOutputStream canonical = new CanonicalOutputStream(digests);
        byte[] buffer = new byte[BUFFER];
        try (canonical) {
            for (int read = content.read(buffer); read > 0; read = content.read(buffer)) {
                canonical.write(buffer, 0, read);
            }
        }
        return digests.result(canonical);
    }

    /** Both hashes at once; the second is only made from the first byte on that it reads differently. */
    private static final class Digests extends OutputStream {
        /** More of a header is not looked at alone; it is part of the other hashes. */
        private static final int MAX_HEADER = 4 * 1024 * 1024;

        private final MessageDigest plain = sha256();
        private MessageDigest folded = plain;
        private byte[] header = new byte[2048];
        private int headerLength;
        private boolean inHeader = true;
        private boolean lineIsEmpty = true;

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            int end = offset + length;
            int text = inHeader ? endOfHeader(bytes, offset, end) : offset;
            if (text > offset) {
                keepHeader(bytes, offset, text);
                update(bytes, offset, text, true);
            }
            if (text < end) {
                update(bytes, text, end, false);
            }
        }

        private int endOfHeader(byte[] bytes, int begin, int end) {
            for (int i = begin; i < end; i++) {
                if (bytes[i] == '\n') {
                    if (lineIsEmpty) {
                        inHeader = false;
                        return i + 1;
                    }
                    lineIsEmpty = true;
                } else if (bytes[i] != '\r') {
                    lineIsEmpty = false;
                }
            }
            return end;
        }

        private void keepHeader(byte[] bytes, int begin, int end) {
            int count = Math.min(end - begin, MAX_HEADER - headerLength);
            if (headerLength + count > header.length) {
                header = Arrays.copyOf(header, Math.max(2 * header.length, headerLength + count));
            }
            System.arraycopy(bytes, begin, header, headerLength, count);
            headerLength += count;
        }

        private void update(byte[] bytes, int begin, int end, boolean ofHeader) {
            int odd = folded == plain ? firstFolded(bytes, begin, end, ofHeader) : begin;
            if (folded == plain && odd < end) {
                plain.update(bytes, begin, odd - begin);
                folded = copy(plain);
                plain.update(bytes, odd, end - odd);
            } else {
                plain.update(bytes, begin, end - begin);
            }
            if (folded != plain) {
                folded.update(fold(Arrays.copyOfRange(bytes, odd, end), ofHeader));
            }
        }

        private static int firstFolded(byte[] bytes, int begin, int end, boolean ofHeader) {
            return ofHeader ? EightBytes.firstAbove7F(bytes, begin, end) : EightBytes.first80(bytes, begin, end);
        }

        private static byte[] fold(byte[] bytes, boolean ofHeader) {
            for (int i = 0; i < bytes.length; i++) {
                if (ofHeader && bytes[i] < 0) {
                    bytes[i] = 'X';
                } else if (bytes[i] == (byte) 0x80) {
                    bytes[i] = CanonicalOutputStream.NUL_REPLACEMENT;
                }
            }
            return bytes;
        }

        private ContentHash result(CanonicalOutputStream canonical) {
            boolean same = folded == plain;
            String hash = HexFormat.of().formatHex(plain.digest());
            return new ContentHash(
                    canonical.written(),
                    hash,
                    same ? hash : HexFormat.of().formatHex(folded.digest()),
                    HeaderHash.of(Arrays.copyOf(header, headerLength)),
                    canonical.isAltered());
        }

        private static MessageDigest copy(MessageDigest digest) {
            try {
                return (MessageDigest) digest.clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
