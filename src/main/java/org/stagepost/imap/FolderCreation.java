package org.stagepost.imap;

import java.util.List;
import java.util.Set;
import org.stagepost.imap.wire.Command;
import org.stagepost.imap.wire.ImapCapability;
import org.stagepost.imap.wire.Refusals.Moment;
import org.stagepost.imap.wire.TaggedReply;
import org.stagepost.imap.wire.UntaggedReplies;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.model.SpecialUse;

/** Makes folders: under their own name where the server takes it, else under an escaped one. */
final class FolderCreation {
    private final ImapSession session;
    /** For servers that refuse to create what exists without saying so in a code (RFC 5530 ALREADYEXISTS). */
    private final FolderPresence presence;

    FolderCreation(ImapSession session) {
        this.session = session;
        this.presence = new FolderPresence(session);
    }

    FolderPath create(FolderPath folder, Set<SpecialUse> specialUses) {
        if (folder.isInbox()) {
            return folder;
        }
        FolderPath plain = session.names().storable(folder);
        try {
            return attempt(plain, specialUses);
        } catch (MigrationException refused) {
            FolderPath cautious = session.names().cautious(folder);
            if (!isAboutTheName(refused) || cautious.equals(plain)) {
                throw nameRefused(refused);
            }
            return escaped(cautious, specialUses);
        }
    }

    private FolderPath escaped(FolderPath cautious, Set<SpecialUse> specialUses) {
        try {
            return attempt(cautious, specialUses);
        } catch (MigrationException refused) {
            throw nameRefused(refused);
        }
    }

    /** Some servers answer BAD to a name, or hang up (James); the next try then needs a new connection. */
    private boolean isAboutTheName(MigrationException refused) {
        return refused.code() == FailureCode.FOLDER_NAME_REFUSED || refused.code() == FailureCode.PROTOCOL_VIOLATED;
    }

    private MigrationException nameRefused(MigrationException refused) {
        return refused.code() == FailureCode.PROTOCOL_VIOLATED
                ? new MigrationException(FailureCode.FOLDER_NAME_REFUSED, refused.detail(), refused)
                : refused;
    }

    private FolderPath attempt(FolderPath folder, Set<SpecialUse> specialUses) {
        TaggedReply reply = ask(folder, specialUses);
        if (!reply.isOk() && !reply.code().is("ALREADYEXISTS") && !presence.exists(folder)) {
            // RFC 9051 §6.3.4: servers SHOULD make the parents; some do not
            createParents(folder);
            reply = ask(folder, Set.of());
            if (!reply.isOk() && !presence.exists(folder)) {
                throw session.refused(Moment.CREATE, "folder " + folder, reply);
            }
        }
        return folder;
    }

    private TaggedReply ask(FolderPath folder, Set<SpecialUse> specialUses) {
        String name = session.wire(folder);
        if (!specialUses.isEmpty() && session.capabilities().has(ImapCapability.CREATE_SPECIAL_USE)) {
            TaggedReply reply = run(Command.create(name, specialUses.iterator().next()));
            if (reply.isOk() || reply.code().is("ALREADYEXISTS")) {
                return reply;
            }
        }
        return run(Command.create(name));
    }

    private TaggedReply run(Command command) {
        try {
            return session.run(command, UntaggedReplies.ignored());
        } catch (MigrationException e) {
            if (e.code() == FailureCode.PROTOCOL_VIOLATED) {
                session.renew();
            }
            throw e;
        }
    }

    private void createParents(FolderPath folder) {
        List<String> names = folder.names();
        for (int depth = 1; depth < names.size(); depth++) {
            run(Command.create(session.wire(new FolderPath(names.subList(0, depth)))));
        }
    }
}
