package org.stagepost.wiring;

import java.nio.file.Path;
import org.stagepost.cli.Contexts;
import org.stagepost.imap.ImapMailboxConnector;
import org.stagepost.mailbox.MailboxConnector;
import org.stagepost.migration.UserCsvReader;
import org.stagepost.migration.csv.CommonsUserCsvReader;
import org.stagepost.model.HomeFolder;
import org.stagepost.sync.Sleeper;

/** Starts a small Spring context over a home folder, with the rooms that the command needs and no others. */
final class SpringContexts implements Contexts {
    private final MailboxConnector imap;
    private final Sleeper betweenAttempts;
    private final HomeStores stores = new HomeStores(System.getenv());

    SpringContexts() {
        this(new ImapMailboxConnector(), Sleeper.system());
    }

    /** @param betweenAttempts waits before a mailbox whose connection broke is tried again */
    SpringContexts(MailboxConnector imap, Sleeper betweenAttempts) {
        this.imap = imap;
        this.betweenAttempts = betweenAttempts;
    }

    @Override
    public UserCsvReader csvReader() {
        return new CommonsUserCsvReader();
    }

    @Override
    public Control control(HomeFolder home) {
        return new OpenRooms(RoomContext.start(home, stores.open(home), new ControlRooms(imap)));
    }

    @Override
    public Run run(HomeFolder home) {
        return new OpenRooms(
                RoomContext.start(home, stores.own(home), new ControlRooms(imap), new BatchRooms(betweenAttempts)));
    }

    @Override
    public Sandbox sandbox(Path folder) {
        return new RunningSandbox(folder);
    }
}
