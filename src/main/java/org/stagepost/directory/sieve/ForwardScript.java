package org.stagepost.directory.sieve;

import java.net.IDN;
import org.stagepost.directory.Redirection;
import org.stagepost.directory.ScriptRecord;
import org.stagepost.model.EmailAddress;

/** The script that forwards (RFC 5228 §4.2; RFC 3894 for the copy). */
final class ForwardScript {
    /** What it is called among the user's scripts. */
    static final String NAME = ScriptRecord.NAME;

    private static final String HEAD = "# Written by Stagepost for a mailbox that moved.\r\n";

    private ForwardScript() {}

    static String of(Redirection wanted) {
        String to = '"' + escaped(ascii(wanted.to())) + '"';
        return wanted.keepCopy()
                ? HEAD + "require [\"copy\"];\r\nredirect :copy " + to + ";\r\n"
                : HEAD + "redirect " + to + ";\r\n";
    }

    /** RFC 5228 §2.4.2. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String ascii(EmailAddress address) {
        return address.localPart() + "@" + IDN.toASCII(address.domain());
    }
}
