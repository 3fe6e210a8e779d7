package org.stagepost.imap.wire;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.stagepost.mailbox.Marks;

/**
 * What SELECT, EXAMINE or STATUS told of a folder (RFC 9051 §6.3.2).
 *
 * @param uidValidity 0 when the server did not say
 * @param uidNext 0 when the server did not say
 * @param messages -1 when the server did not say
 * @param highestModSeq 0 when the server does not count changes here (RFC 7162 §3.1.2.2 NOMODSEQ)
 * @param mailboxId empty when the server has none (RFC 8474 §4)
 * @param permanent words of PERMANENTFLAGS or, without that, of FLAGS; \* among them when any keyword can be kept
 */
public record FolderState(
        long uidValidity, long uidNext, long messages, long highestModSeq, String mailboxId, Set<String> permanent) {
    public FolderState {
        permanent = Set.copyOf(permanent);
    }

    public boolean keepsAnyKeyword() {
        return permanent.contains("\\*");
    }

    /** The same folder, if it kept every keyword. */
    public FolderState keepingAll() {
        return new FolderState(uidValidity, uidNext, messages, highestModSeq, mailboxId, Set.of("\\*"));
    }

    /** What of these marks can be kept here, and may be sent. */
    public Marks permitted(Marks wanted) {
        Set<String> lower =
                permanent.stream().map(word -> word.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        return new Marks(
                wanted.flags().stream()
                        .filter(flag -> lower.contains("\\" + flag.name().toLowerCase(Locale.ROOT)))
                        .collect(Collectors.toSet()),
                wanted.keywords().stream()
                        .filter(MarkGrammar::isSafe)
                        .filter(word -> keepsAnyKeyword() || lower.contains(word.toLowerCase(Locale.ROOT)))
                        .collect(Collectors.toSet()));
    }
}
