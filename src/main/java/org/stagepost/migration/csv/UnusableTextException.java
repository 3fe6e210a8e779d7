package org.stagepost.migration.csv;

import java.io.IOException;
import org.stagepost.migration.input.Fault;

/** The text cannot be read beyond this line; an IOException, because that is what the CSV parser lets pass. */
final class UnusableTextException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final String remedy;

    UnusableTextException(int line, String message, String remedy) {
        super(message);
        this.line = line;
        this.remedy = remedy;
    }

    int line() {
        return line;
    }

    Fault fault() {
        return new Fault(String.valueOf(getMessage()), remedy);
    }
}
