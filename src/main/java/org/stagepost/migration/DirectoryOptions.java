package org.stagepost.migration;

import java.time.Duration;
import java.util.List;

/**
 * What a staged batch does in its two directories.
 *
 * @param targetDeliveryDomain which proxy address of the target entry TargetAddress becomes; empty for the primary
 * @param acceptedDomains what the target takes mail for; empty where nobody said
 * @param replaceForwarding forwarding that leads elsewhere is overwritten
 * @param forwardingKeepsCopy the mailbox at the source keeps a copy of what it forwards
 * @param completion what becomes of a mailbox at the source whose user is completed
 * @param completeIfSyncedWithin how old the last sync of a user may be that is completed
 * @param mailboxCommand program and arguments that make a mailbox or give it a licence once its entry is converted, where
 *     {@code {address}} stands for the user's address; empty for none
 * @param mailboxWait how long the target may take until it opens a mailbox that is new
 */
public record DirectoryOptions(
        String targetDeliveryDomain,
        List<String> acceptedDomains,
        Forwarding forwarding,
        boolean replaceForwarding,
        boolean forwardingKeepsCopy,
        SourceCompletion completion,
        Duration completeIfSyncedWithin,
        List<String> mailboxCommand,
        Duration mailboxWait) {
    public static final DirectoryOptions USUAL = new DirectoryOptions(
            "",
            List.of(),
            Forwarding.BEFORE_SYNC,
            false,
            false,
            SourceCompletion.MAIL_USER,
            Duration.ofDays(1),
            List.of(),
            Duration.ofMinutes(10));

    public DirectoryOptions {
        acceptedDomains = List.copyOf(acceptedDomains);
        mailboxCommand = List.copyOf(mailboxCommand);
    }
}
