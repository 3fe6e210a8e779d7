package org.stagepost.proof;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.model.FolderPath;
import org.stagepost.proof.Difference.Kind;

/**
 * Tells what became of the items of one folder.
 *
 * @param folder of the source
 */
record FolderFates(FolderPath folder, Findings findings) {
    /**
     * A copy, and where it stands.
     *
     * @param folder of the target
     * @param withMarks false where the copy has the marks of another folder's item, which are compared there
     */
    record Placed(FolderPath folder, Evidence copy, boolean withMarks) {}

    void tell(Evidence item, Fate fate, String reason) {
        tell(item, fate, reason, null);
    }

    void tell(Evidence item, Fate fate, String reason, @Nullable Placed placed) {
        findings.item(new ProvenItem(
                folder,
                item.key(),
                fate,
                reason,
                placed == null ? null : placed.folder(),
                placed == null ? "" : placed.copy().key().value(),
                item.sizeBytes(),
                item.date(),
                item.sha256()));
    }

    /** The item keeps the mailbox from being proven. */
    void differs(Evidence item, Kind kind, String detail) {
        findings.ofSource(folder, item, kind, detail);
    }

    /** @param target where its copy was, if it had one */
    void vanished(ItemKey key, String how, FolderPath target, Optional<ItemKey> copy) {
        findings.item(new ProvenItem(
                folder,
                key,
                Fate.VANISHED,
                how,
                copy.map(at -> target).orElse(null),
                copy.map(ItemKey::value).orElse(""),
                -1,
                null,
                ""));
    }
}
