package org.stagepost.proof;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.proof.Difference.Kind;
import org.stagepost.proof.FolderFates.Placed;
import org.stagepost.proof.HeldCopies.Held;
import org.stagepost.sync.JournalView.Known;
import org.stagepost.sync.SkippedItem;

/** Gives each item of a folder its fate, in the order of the folder, and names what is different. */
final class FolderVerdicts {
    private static final String UNKEYED = "the target told no key, only counted";

    private final BothSides sides;
    private final ProofPlan plan;
    private final KnownFolder known;
    private final FolderProof proof;
    private final Findings findings;
    private final FolderFates fates;
    private final PairedFates paired;
    private long unkeyed;

    FolderVerdicts(BothSides sides, ProofPlan plan, KnownFolder known, FolderProof proof, Findings findings) {
        this.sides = sides;
        this.plan = plan;
        this.known = known;
        this.proof = proof;
        this.findings = findings;
        this.fates = new FolderFates(known.source(), findings);
        this.paired = new PairedFates(sides, plan.time(), known, fates);
    }

    /** @param held which finds the copies of items that several folders show */
    void tell(HeldCopies held) {
        List<Evidence> strangers = proof.strangers();
        unkeyed = proof.isQuick() ? strangers.size() : 0;
        List<Evidence> items = proof.source().list();
        findings.listed(items.size() + proof.gone().size());
        Map<ItemKey, Held> elsewhere = held.look(
                known.source(),
                proof.source(),
                items.stream().filter(this::isLabelled).toList());
        items.forEach(item -> one(item, Optional.ofNullable(elsewhere.get(item.key()))));
        proof.gone().forEach(key -> vanished(key, "deleted while it was verified"));
        List<ItemKey> gone = known.gone(
                key -> proof.source().items().containsKey(key) || proof.gone().contains(key));
        findings.listed(gone.size());
        gone.forEach(key -> vanished(key, ""));
        tellOfTarget(strangers);
        findings.named(sides, known.source(), known.target());
    }

    private void tellOfTarget(List<Evidence> strangers) {
        strangers.stream()
                .filter(copy -> proof.additional().contains(copy.key()))
                .forEach(copy -> findings.ofTarget(
                        known.target(), copy, Kind.ADDITIONAL, "one copy more than the source has items"));
        long alike = proof.source().list().stream()
                .filter(item -> proof.alike(item.key()).isPresent())
                .count();
        findings.otherMail(strangers.size() - proof.additional().size() - alike);
    }

    private boolean isLabelled(Evidence item) {
        return proof.copy(item).isEmpty() && known.find(item.key()) == Known.LABELLED;
    }

    private void one(Evidence item, Optional<Held> held) {
        Optional<Placed> copy = proof.copy(item).map(found -> new Placed(known.target(), found, true));
        if (copy.isPresent()) {
            paired(item, copy.get());
            return;
        }
        switch (known.find(item.key())) {
            case COPIED -> lost(item);
            case LABELLED ->
                held.ifPresentOrElse(
                        found -> labelled(item, found),
                        () -> missing(item, "no folder has the copy of this labelled item"));
            case SKIPPED -> skipped(item);
            case VANISHED, NOTHING -> fresh(item);
        }
    }

    private void paired(Evidence item, Placed placed) {
        boolean ours = proof.pairing().isRecorded(item.key()) || known.find(item.key()) == Known.COPIED;
        if (proof.isQuick()) {
            fates.tell(item, Fate.COPIED, "", placed);
        } else {
            paired.judge(item, placed, ours ? Fate.COPIED : Fate.FOUND, "");
        }
    }

    private void labelled(Evidence listed, Held held) {
        Evidence item = held.item();
        Evidence copy = held.copy();
        if (item == null) {
            vanished(listed.key(), "deleted while it was verified");
            return;
        }
        if (copy == null) {
            missing(item, "its copy is not in " + held.target());
            return;
        }
        Placed placed = new Placed(held.target(), copy, !held.shown());
        String words = "its copy is in " + held.holder();
        if (plan.depth().kind() == Depth.Kind.QUICK) {
            fates.tell(item, Fate.LABELLED, words, placed);
        } else {
            paired.judge(item, placed, Fate.LABELLED, words);
        }
    }

    private void lost(Evidence item) {
        if (proof.isQuick() && known.copy(item.key()).isEmpty() && unkeyed > 0) {
            unkeyed--;
            fates.tell(item, Fate.COPIED, UNKEYED);
            return;
        }
        Optional<Evidence> alike = proof.alike(item.key());
        String trouble = item.trouble();
        if (alike.isPresent()) {
            paired.alike(item, new Placed(known.target(), alike.get(), true));
        } else if (trouble != null) {
            fates.differs(item, Kind.UNREAD, "at the source: " + trouble);
            fates.tell(item, Fate.UNREAD, "at the source: " + trouble);
        } else {
            missing(
                    item,
                    known.copy(item.key())
                            .map(key -> "it was target item " + key.value())
                            .orElse(""));
        }
    }

    private void missing(Evidence item, String words) {
        fates.differs(item, Kind.MISSING, words);
        fates.tell(item, Fate.MISSING, words);
    }

    private void skipped(Evidence item) {
        String code = known.reason(item.key()).map(Enum::name).orElse("");
        Optional<SkippedItem> record = plan.skipped(known.source(), item.key());
        boolean approved = record.filter(one -> one.approval().isGiven()).isPresent();
        if (!approved && record.isPresent()) {
            findings.skipped(record.get(), code + ": " + record.get().serverReply());
        } else if (!approved) {
            fates.differs(item, Kind.SKIPPED, code);
        }
        fates.tell(
                item, Fate.SKIPPED, code + record.map(FolderVerdicts::approval).orElse(""));
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
        fates.differs(item, Kind.NEW, "not copied yet; the next sync does it");
        fates.tell(item, Fate.NEW, "");
    }

    private void vanished(ItemKey key, String how) {
        fates.vanished(key, how, known.target(), known.copy(key));
    }
}
