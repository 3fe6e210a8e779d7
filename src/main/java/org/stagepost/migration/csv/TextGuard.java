package org.stagepost.migration.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Lets text pass and ends with {@link UnusableTextException} at the first character that no text has. */
final class TextGuard extends FilterReader {
    private static final char UNDECODABLE = '\uFFFD';

    private int line = 1;
    private boolean afterCarriageReturn;

    /** @param decoded decoded so that bytes of another encoding have become U+FFFD */
    TextGuard(Reader decoded) {
        super(decoded);
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        for (int i = offset; i < offset + count; i++) {
            check(buffer[i]);
        }
        return count;
    }

    private void check(char character) throws UnusableTextException {
        if (character == 0) {
            throw new UnusableTextException(line, "is no text file", "save it as CSV UTF-8");
        }
        if (character == UNDECODABLE) {
            throw new UnusableTextException(line, "holds a character that is not UTF-8", "save the file as CSV UTF-8");
        }
        boolean secondOfPair = character == '\n' && afterCarriageReturn;
        if (character == '\r' || character == '\n' && !secondOfPair) {
            line++;
        }
        afterCarriageReturn = character == '\r';
    }
}
