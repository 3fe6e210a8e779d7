package org.stagepost.mailbox;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.stagepost.mailbox.ServerTraits.Announcing;
import org.stagepost.mailbox.ServerTraits.Changes;
import org.stagepost.model.FolderPath;

/** A {@link MemoryMailbox} before a copy. */
public final class MemorySurvey implements MailboxSurvey {
    private final MemoryMailbox server;
    private final SourceMailbox mailbox;

    public MemorySurvey(MemoryMailbox server) {
        this.server = server;
        this.mailbox = server.source();
    }

    @Override
    public SourceMailbox mailbox() {
        return mailbox;
    }

    @Override
    public ServerTraits traits() {
        EnumSet<Capability> known = EnumSet.noneOf(Capability.class);
        known.addAll(server.capabilities());
        known.remove(Capability.KEYWORDS);
        return new ServerTraits(
                known, List.of(), Announcing.NEVER_WAITS, Changes.NEW_AND_MARKED, false, OptionalLong.empty());
    }

    @Override
    public List<Quota> quotas() {
        return List.of();
    }

    @Override
    public FolderPath storable(FolderPath folder) {
        return folder;
    }

    @Override
    public KeywordFate fate(String keyword) {
        Marks wanted = new Marks(Set.of(), Set.of(keyword));
        return server.permitted(wanted).keywords().isEmpty() ? KeywordFate.LOST : KeywordFate.KEPT;
    }

    @Override
    public Duration roundTrip() {
        return Duration.ofNanos(1);
    }

    @Override
    public void close() {
        mailbox.close();
    }
}
