package org.stagepost.mailbox;

import java.time.Clock;
import java.util.List;
import org.stagepost.model.FolderPath;

class MemorySourceMailboxTest extends SourceMailboxContract {
    private final MemoryMailbox server = new MemoryMailbox(Clock.systemUTC());

    @Override
    protected SourceMailbox mailboxWith(List<SeedItem> items) {
        for (SeedItem item : items) {
            server.folder(item.folder());
            server.deliver(item.folder(), new MemoryItem(0, item.bytes(), item.receivedDate(), item.marks()));
        }
        return server.source();
    }

    @Override
    protected void delete(FolderPath folder, int index) {
        server.expunge(folder, server.items(folder).get(index).key());
    }
}
