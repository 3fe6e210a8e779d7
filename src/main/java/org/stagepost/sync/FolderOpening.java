package org.stagepost.sync;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.FolderChanges;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.mailbox.Pending;
import org.stagepost.mailbox.TargetFolder;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;

/** A folder pair that is opened soon: both sides have been asked for what that takes. */
final class FolderOpening {
    private final CopySession session;
    private final TargetFolders folders;
    private final FolderPair pair;
    private final FolderAccount known;
    private final Pending<SourceView> view;
    private final Pending<TargetFolder> opened;

    /** Asks for the items and, supposing that the target folder will be where it was asked for, its opening. */
    FolderOpening(CopySession session, TargetFolders folders, FolderPair pair, FolderAccount known) {
        this.session = session;
        this.folders = folders;
        this.pair = pair;
        this.known = known;
        this.view = look();
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
        TargetFolders.Place place = folders.place(pair.path());
        FolderPath path = place.pair().target();
        TargetFolder target =
                (path.equals(pair.target()) ? opened : session.target().open(path)).await();
        OpenFolder open = opened(place, view.await(), target);
        boolean isEnough = open.view().whole()
                || (open.forRecovery().isKnown()
                        && open.view().addsUp(open.known().state()));
        return isEnough ? open : opened(place, listing().await(), target);
    }

    Optional<Pending<Boolean>> subscribe(FolderPair real) {
        return folders.subscribe(real);
    }

    private OpenFolder opened(TargetFolders.Place place, SourceView seen, TargetFolder target) {
        Set<ItemKey> listed = seen.items().stream().map(ItemSummary::key).collect(Collectors.toSet());
        return new OpenFolder(
                place.pair(),
                known.reconsidered(listed::contains),
                known.state().skipped(),
                seen,
                target,
                place.untouched());
    }

    private Pending<SourceView> look() {
        SourceLook look = SourceLook.of(
                known, pair.source().status(), session.context().settings().mirror());
        boolean tellsChanges = session.source().capabilities().contains(Capability.CHANGES);
        boolean sharesChange = !known.state().identities().labelled().isEmpty()
                || !session.holders().confirm(known.state());
        if (look == SourceLook.LISTING || !tellsChanges || sharesChange) {
            return listing();
        }
        var changes = session.source().changes(pair.path(), known.state().source());
        return () -> changed(changes);
    }

    /** A folder that was rebuilt a moment ago is listed in full. */
    private SourceView changed(Pending<FolderChanges> changes) {
        try {
            return SourceView.of(changes.await());
        } catch (MigrationException e) {
            if (e.code() != FailureCode.FOLDER_REBUILT) {
                throw e;
            }
            return listing().await();
        }
    }

    private Pending<SourceView> listing() {
        var listing = session.source().list(pair.path());
        return () -> SourceView.of(listing.await());
    }
}
