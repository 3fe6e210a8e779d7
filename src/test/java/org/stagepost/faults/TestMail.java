package org.stagepost.faults;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A message as it is put into a mailbox. */
record TestMail(byte[] bytes, Instant received, String flags) {
    static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss Z", Locale.ENGLISH);

    String internalDate() {
        return DATE.format(received.atOffset(ZoneOffset.UTC));
    }
}
