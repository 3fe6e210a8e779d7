package org.stagepost.sync;

import java.util.Optional;
import org.stagepost.mailbox.FolderListing;
import org.stagepost.mailbox.Pending;
import org.stagepost.mailbox.TargetFolder;
import org.stagepost.model.FolderPath;

/** A folder pair that is opened soon: both sides have been asked for what that takes. */
final class FolderOpening {
    private final CopySession session;
    private final TargetFolders folders;
    private final FolderPair pair;
    private final Pending<FolderListing> listing;
    private final Pending<FolderPath> place;
    private final Pending<TargetFolder> opened;

    /** Asks for the listing, the target folder and, supposing that it will be where it was asked for, its opening. */
    FolderOpening(CopySession session, TargetFolders folders, FolderPair pair) {
        this.session = session;
        this.folders = folders;
        this.pair = pair;
        this.listing = session.source().list(pair.path());
        this.place = folders.ask(pair);
        this.opened = session.target().open(pair.target());
    }

    FolderPair pair() {
        return pair;
    }

    /** What the source said it holds; an unknown number counts as none. */
    long items() {
        return Math.max(0, pair.source().status().items());
    }

    /** @throws org.stagepost.model.MigrationException of reach FOLDER: nothing was stored */
    OpenFolder await() {
        FolderPair real = folders.ensured(pair, place);
        boolean moved = !real.target().equals(pair.target());
        TargetFolder target = (moved ? session.target().open(real.target()) : opened).await();
        return new OpenFolder(real, listing.await(), target);
    }

    Optional<Pending<Boolean>> subscribe(FolderPair real) {
        return folders.subscribe(real);
    }
}
