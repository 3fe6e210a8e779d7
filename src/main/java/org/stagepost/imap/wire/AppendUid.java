package org.stagepost.imap.wire;

import java.util.List;
import java.util.Optional;

/** Where appended messages went: APPENDUID (RFC 4315 §3). The UIDs are in the order in which they were appended. */
public record AppendUid(long uidValidity, List<Long> uids) {
    public AppendUid {
        uids = List.copyOf(uids);
    }

    /** Empty when the server did not say, or not for exactly this many messages. */
    public static Optional<AppendUid> of(TaggedReply reply, int messages) {
        String[] words = reply.code().argument().split(" ", -1);
        if (!reply.code().is("APPENDUID") || words.length != 2 || !Digits.are(words[0], UidSet.UID_DIGITS)) {
            return Optional.empty();
        }
        return UidSet.parse(words[1], messages)
                .filter(uids -> uids.size() == messages)
                .map(uids -> new AppendUid(Long.parseLong(words[0]), uids));
    }
}
