package org.stagepost.imap;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stagepost.imap.ImapSession.Opening;
import org.stagepost.imap.wire.Capabilities;
import org.stagepost.imap.wire.Command;
import org.stagepost.imap.wire.FolderState;
import org.stagepost.imap.wire.ImapCapability;
import org.stagepost.imap.wire.QuotaReplies;
import org.stagepost.imap.wire.TaggedReply;
import org.stagepost.imap.wire.UntaggedReplies;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.MailboxSurvey;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.Quota;
import org.stagepost.mailbox.ServerTraits;
import org.stagepost.mailbox.ServerTraits.Announcing;
import org.stagepost.mailbox.ServerTraits.Changes;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.model.FolderPath;

/** A mailbox behind an IMAP server, looked at with EXAMINE, FETCH, NOOP and GETQUOTAROOT only. */
final class ImapMailboxSurvey implements MailboxSurvey {
    /** Those that decide something. */
    private static final Set<ImapCapability> TOLD = EnumSet.of(
            ImapCapability.COMPRESS_DEFLATE,
            ImapCapability.CONDSTORE,
            ImapCapability.LIST_STATUS,
            ImapCapability.LITERAL_MINUS,
            ImapCapability.LITERAL_PLUS,
            ImapCapability.MULTIAPPEND,
            ImapCapability.OBJECTID,
            ImapCapability.QRESYNC,
            ImapCapability.QUOTA,
            ImapCapability.SPECIAL_USE,
            ImapCapability.UIDPLUS,
            ImapCapability.X_GM_EXT_1);

    private final ImapSession session;
    private final ImapSourceMailbox mailbox;
    private @Nullable FolderState inbox;

    ImapMailboxSurvey(ImapSession session, ImapSourceMailbox mailbox) {
        this.session = session;
        this.mailbox = mailbox;
    }

    @Override
    public SourceMailbox mailbox() {
        return mailbox;
    }

    @Override
    public ServerTraits traits() {
        Capabilities offered = session.capabilities();
        Set<Capability> both = OfferedCapabilities.ofSource(session);
        both.addAll(OfferedCapabilities.ofTarget(session));
        return new ServerTraits(
                both,
                TOLD.stream().filter(offered::has).map(ImapCapability::word).toList(),
                announcing(offered),
                changes(offered),
                offered.has(ImapCapability.COMPRESS_DEFLATE),
                offered.appendLimit());
    }

    private static Announcing announcing(Capabilities offered) {
        if (offered.has(ImapCapability.LITERAL_PLUS)) {
            return Announcing.NEVER_WAITS;
        }
        return offered.has(ImapCapability.LITERAL_MINUS) ? Announcing.SMALL_ONES_DO_NOT_WAIT : Announcing.ALWAYS_WAITS;
    }

    private static Changes changes(Capabilities offered) {
        if (offered.has(ImapCapability.QRESYNC)) {
            return Changes.ALL;
        }
        return offered.countsChanges() ? Changes.NEW_AND_MARKED : Changes.NOT_TOLD;
    }

    /** A refusal tells nothing: some servers announce quotas and keep none. */
    @Override
    public List<Quota> quotas() {
        if (!session.capabilities().has(ImapCapability.QUOTA)) {
            return List.of();
        }
        QuotaReplies replies = new QuotaReplies();
        TaggedReply reply = session.run(Command.quotaRoots(session.wire(FolderPath.INBOX)), replies);
        return reply.isOk() ? replies.quotas() : List.of();
    }

    @Override
    public FolderPath storable(FolderPath folder) {
        return session.names().storable(folder);
    }

    /** RFC 9051 §7.1: an EXAMINE may tell of no permanent flag at all, whatever a SELECT would tell. */
    @Override
    public KeywordFate fate(String keyword) {
        FolderState state = inbox();
        Marks wanted = new Marks(Set.of(), Set.of(keyword));
        if (!state.permitted(wanted).keywords().isEmpty()) {
            return KeywordFate.KEPT;
        }
        boolean sendable = !state.keepingAll().permitted(wanted).keywords().isEmpty();
        return sendable && state.permanent().isEmpty() ? KeywordFate.UNKNOWN : KeywordFate.LOST;
    }

    private FolderState inbox() {
        FolderState known = inbox;
        if (known == null) {
            session.recall();
            known = session.select(FolderPath.INBOX, Opening.TO_READ).checked();
            inbox = known;
        }
        return known;
    }

    @Override
    public Duration roundTrip() {
        long begin = System.nanoTime();
        session.run(Command.noop(), UntaggedReplies.ignored());
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Override
    public void close() {
        session.close();
    }
}
