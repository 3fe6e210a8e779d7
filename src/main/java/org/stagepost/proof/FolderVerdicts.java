package org.stagepost.proof;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.ItemIdentity;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.model.FolderPath;
import org.stagepost.proof.Difference.Kind;
import org.stagepost.sync.JournalView.Known;
import org.stagepost.sync.SkippedItem;

/** Gives each item of a folder its fate, in the order of the folder, and names what is different. */
final class FolderVerdicts {
    private static final String UNKEYED = "the target told no key, only counted";

    private final BothSides sides;
    private final ProofPlan plan;
    private final KnownFolder known;
    private final Map<ItemIdentity, FolderPath> holders;
    private final FolderProof proof;
    private final Findings findings;
    private long unkeyed;

    /** @param holders which folder has the copy of an item that several folders show */
    FolderVerdicts(
            BothSides sides,
            ProofPlan plan,
            KnownFolder known,
            Map<ItemIdentity, FolderPath> holders,
            FolderProof proof,
            Findings findings) {
        this.sides = sides;
        this.plan = plan;
        this.known = known;
        this.holders = holders;
        this.proof = proof;
        this.findings = findings;
    }

    void tell() {
        List<Evidence> strangers = proof.strangers();
        boolean quick = plan.depth().kind() == Depth.Kind.QUICK && known.keysHold();
        unkeyed = quick ? strangers.size() : 0;
        List<Evidence> items = proof.source().list();
        findings.listed(items.size() + proof.gone().size());
        items.forEach(item -> one(item, quick));
        proof.gone().forEach(key -> vanished(key, "deleted while it was verified"));
        List<ItemKey> gone = known.gone(
                key -> proof.source().items().containsKey(key) || proof.gone().contains(key));
        findings.listed(gone.size());
        gone.forEach(key -> vanished(key, ""));
        strangers.stream()
                .filter(copy -> proof.additional().contains(copy.key()))
                .forEach(copy -> findings.ofTarget(
                        known.target(), copy, Kind.ADDITIONAL, "one copy more than the source has items"));
        long alike = items.stream()
                .filter(item -> proof.alike(item.key()).isPresent())
                .count();
        findings.otherMail(strangers.size() - proof.additional().size() - alike);
        findings.named(sides, known.source(), known.target());
    }

    private void one(Evidence item, boolean quick) {
        Optional<Evidence> copy = proof.pairing()
                .copy(item.key())
                .flatMap(key -> Optional.ofNullable(proof.target().items().get(key)));
        if (copy.isPresent()) {
            paired(item, copy.get(), quick);
            return;
        }
        switch (known.find(item.key())) {
            case COPIED -> lost(item, quick);
            case LABELLED -> labelled(item);
            case SKIPPED -> skipped(item);
            case VANISHED, NOTHING -> fresh(item);
        }
    }

    private void paired(Evidence item, Evidence copy, boolean quick) {
        boolean recorded = proof.pairing().isRecorded(item.key());
        if (quick) {
            tell(item, Fate.COPIED, "", copy);
            return;
        }
        String trouble = item.trouble() != null ? "at the source: " + item.trouble() : "";
        trouble += trouble.isEmpty() && item.marks().isUnknown()
                ? "at the source: the server does not tell its flags"
                : "";
        trouble += copy.trouble() != null ? "on the target: " + copy.trouble() : "";
        if (!trouble.isEmpty()) {
            findings.ofSource(known.source(), item, Kind.UNREAD, trouble);
            tell(item, Fate.UNREAD, trouble, copy);
            return;
        }
        PairVerdict verdict =
                PairVerdict.of(item, copy, plan.since(), wanted -> sides.permitted(known.target(), wanted));
        if (!verdict.isSame()) {
            String words = String.join("; ", verdict.differs()) + sinceSync(item, verdict);
            findings.ofSource(known.source(), item, Kind.DIFFERING, words + at(copy));
            tell(item, Fate.DIFFERING, words, copy);
            return;
        }
        if (!verdict.altered().isEmpty()) {
            findings.altered();
        }
        boolean ours = recorded || known.find(item.key()) == Known.COPIED;
        tell(item, ours ? Fate.COPIED : Fate.FOUND, String.join("; ", verdict.altered()), copy);
    }

    /** Marks that the source changed after they were written last are the next sync's to write. */
    private String sinceSync(Evidence item, PairVerdict verdict) {
        boolean onlyMarks = verdict.differs().stream().allMatch(words -> words.startsWith("flags: "));
        return onlyMarks
                        && known.written(item.key())
                                .filter(written -> !written.sameAs(item.marks()))
                                .isPresent()
                ? " (changed at the source since the last sync)"
                : "";
    }

    private static String at(Evidence copy) {
        return "; target item " + copy.key().value();
    }

    private void lost(Evidence item, boolean quick) {
        if (quick && known.copy(item.key()).isEmpty() && unkeyed > 0) {
            unkeyed--;
            tell(item, Fate.COPIED, UNKEYED, null);
            return;
        }
        Optional<Evidence> alike = proof.alike(item.key());
        if (alike.isPresent()) {
            PairVerdict verdict =
                    PairVerdict.of(item, alike.get(), plan.since(), wanted -> sides.permitted(known.target(), wanted));
            String words = "another item of its name: " + String.join("; ", verdict.differs());
            findings.ofSource(known.source(), item, Kind.DIFFERING, words + at(alike.get()));
            tell(item, Fate.DIFFERING, words, alike.get());
            return;
        }
        String trouble = item.trouble();
        if (trouble != null) {
            findings.ofSource(known.source(), item, Kind.UNREAD, "at the source: " + trouble);
            tell(item, Fate.UNREAD, "at the source: " + trouble, null);
            return;
        }
        String was = known.copy(item.key())
                .map(key -> "it was target item " + key.value())
                .orElse("");
        findings.ofSource(known.source(), item, Kind.MISSING, was);
        tell(item, Fate.MISSING, was, null);
    }

    private void labelled(Evidence item) {
        FolderPath holder = holders.get(item.identity());
        if (holder == null) {
            findings.ofSource(known.source(), item, Kind.MISSING, "no folder has the copy of this labelled item");
            tell(item, Fate.MISSING, "no folder has its copy", null);
        } else {
            tell(item, Fate.LABELLED, "its copy is in " + holder, null);
        }
    }

    private void skipped(Evidence item) {
        String code = known.reason(item.key()).map(Enum::name).orElse("");
        Optional<SkippedItem> record = plan.skipped(known.source(), item.key());
        boolean approved = record.filter(one -> one.approval().isGiven()).isPresent();
        String words = code + record.map(FolderVerdicts::approval).orElse("");
        if (!approved && record.isPresent()) {
            findings.skipped(record.get(), code + ": " + record.get().serverReply());
        } else if (!approved) {
            findings.ofSource(known.source(), item, Kind.SKIPPED, code);
        }
        tell(item, Fate.SKIPPED, words, null);
    }

    private static String approval(SkippedItem item) {
        if (!item.approval().isGiven()) {
            return "";
        }
        String reason = item.approval().reason();
        return "; approved by " + item.approval().by() + " at "
                + item.approval().time() + (reason.isEmpty() ? "" : ": " + reason);
    }

    private void fresh(Evidence item) {
        findings.ofSource(known.source(), item, Kind.NEW, "not copied yet; the next sync does it");
        tell(item, Fate.NEW, "", null);
    }

    private void vanished(ItemKey key, String how) {
        Optional<ItemKey> copy = known.copy(key);
        findings.item(new ProvenItem(
                known.source(),
                key,
                Fate.VANISHED,
                how,
                copy.map(at -> known.target()).orElse(null),
                copy.map(ItemKey::value).orElse(""),
                -1,
                null,
                ""));
    }

    private void tell(Evidence item, Fate fate, String reason, @Nullable Evidence copy) {
        Instant date = item.date();
        findings.item(new ProvenItem(
                known.source(),
                item.key(),
                fate,
                reason,
                copy == null ? null : known.target(),
                copy == null ? "" : copy.key().value(),
                item.sizeBytes(),
                date,
                item.sha256()));
    }
}
