package org.stagepost.smtp;

import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** Refuses text that would end a header line and begin another one (RFC 5322 §2.2; CVE-2025-7962). */
final class HeaderText {
    private HeaderText() {}

    /** @throws MigrationException INTERNAL: whoever made the text should have kept control characters out */
    static void check(String what, String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new MigrationException(
                    FailureCode.INTERNAL, "a mail's " + what + " must not hold control characters; nothing was sent");
        }
    }

    /** A server's words in one line of a message. */
    static String oneLine(String reply) {
        String line = reply.strip().replaceAll("[\\p{Cntrl}\\x{80}-\\x{9F}]+", " ");
        return line.length() <= 500 ? line : line.substring(0, 500) + "…";
    }
}
