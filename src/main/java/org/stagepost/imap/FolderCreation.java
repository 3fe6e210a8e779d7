package org.stagepost.imap;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.stagepost.imap.wire.Command;
import org.stagepost.imap.wire.ImapCapability;
import org.stagepost.imap.wire.Refusals.Moment;
import org.stagepost.imap.wire.Submitted;
import org.stagepost.imap.wire.TaggedReply;
import org.stagepost.imap.wire.UntaggedReplies;
import org.stagepost.imap.wire.WireConnection;
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

    /**
     * Asks for the folder.
     *
     * @return waits for it and says where it is; with other names where this one is refused
     */
    Supplier<FolderPath> send(FolderPath folder, Set<SpecialUse> specialUses) {
        if (folder.isInbox()) {
            return () -> folder;
        }
        FolderPath plain = session.names().storable(folder);
        WireConnection connection = session.connection();
        Submitted command = session.submit(command(plain, specialUses), UntaggedReplies.ignored());
        return () -> {
            try {
                return judge(plain, () -> first(plain, specialUses, reply(command, connection)));
            } catch (MigrationException refused) {
                FolderPath cautious = session.names().cautious(folder);
                if (!isAboutTheName(refused) || cautious.equals(plain)) {
                    throw nameRefused(refused);
                }
                return escaped(cautious, specialUses);
            }
        };
    }

    private Command command(FolderPath folder, Set<SpecialUse> specialUses) {
        String name = session.wire(folder);
        return !specialUses.isEmpty() && session.capabilities().has(ImapCapability.CREATE_SPECIAL_USE)
                ? Command.create(name, specialUses.iterator().next())
                : Command.create(name);
    }

    /** Empty when the connection broke over another folder's name: then nothing was answered. */
    private Optional<TaggedReply> reply(Submitted command, WireConnection connection) {
        try {
            return Optional.of(command.await());
        } catch (MigrationException e) {
            if (session.isRenewedSince(connection)) {
                return Optional.empty();
            }
            if (e.code() == FailureCode.PROTOCOL_VIOLATED) {
                session.renew();
            }
            throw e;
        }
    }

    private TaggedReply first(FolderPath folder, Set<SpecialUse> specialUses, Optional<TaggedReply> before) {
        TaggedReply reply = before.isPresent() ? before.get() : run(command(folder, specialUses));
        boolean plain = specialUses.isEmpty() || !session.capabilities().has(ImapCapability.CREATE_SPECIAL_USE);
        return reply.isOk() || reply.code().is("ALREADYEXISTS") || plain
                ? reply
                : run(Command.create(session.wire(folder)));
    }

    private FolderPath escaped(FolderPath cautious, Set<SpecialUse> specialUses) {
        try {
            return judge(cautious, () -> first(cautious, specialUses, Optional.empty()));
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

    private FolderPath judge(FolderPath folder, Supplier<TaggedReply> attempt) {
        TaggedReply reply = attempt.get();
        if (!reply.isOk() && !reply.code().is("ALREADYEXISTS") && !presence.exists(folder)) {
            // RFC 9051 §6.3.4: servers SHOULD make the parents; some do not
            createParents(folder);
            reply = run(Command.create(session.wire(folder)));
            if (!reply.isOk() && !presence.exists(folder)) {
                throw session.refused(Moment.CREATE, "folder " + folder, reply);
            }
        }
        session.connection().proven().folder(session.wire(folder));
        return folder;
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
