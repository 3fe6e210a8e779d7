package org.stagepost.imap;

import static org.stagepost.imap.ProbeCause.ANY_WORDS;
import static org.stagepost.imap.ProbeCause.row;

import java.util.List;
import org.stagepost.model.FailureCode;

/** Why a mailbox that was let into is of no use: rows of {@link ProbeCauses}. */
final class MailboxCauses {
    static final List<ProbeCause> TABLE = List.of(
            row(
                    "rights|folders",
                    failed -> failed.is(FailureCode.MAILBOX_MISSING),
                    ANY_WORDS,
                    "The login was taken, but there is no such mailbox, or it has never been opened.",
                    "Correct the mailbox's name, as the server calls it, or create it."),
            row(
                    "rights",
                    failed -> failed.is(FailureCode.FOLDER_REFUSED),
                    ANY_WORDS,
                    "The login may not do with this mailbox what a migration has to.",
                    "Give it the missing rights: an access control list (Dovecot: acl_user; Cyrus: setaclmailbox), or"
                            + " full access."),
            row(
                    "write",
                    failed -> failed.is(FailureCode.TARGET_QUOTA_FULL),
                    ANY_WORDS,
                    "The mailbox is full.",
                    FailureCode.TARGET_QUOTA_FULL.hint()),
            row(
                    "write",
                    failed -> failed.is(FailureCode.FOLDER_NAME_REFUSED),
                    ANY_WORDS,
                    "The login may not make folders in this mailbox.",
                    "Give it the right to, or log in as somebody who has it."));

    private MailboxCauses() {}
}
