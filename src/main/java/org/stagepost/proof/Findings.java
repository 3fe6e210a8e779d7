package org.stagepost.proof;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.proof.Difference.Kind;
import org.stagepost.sync.MessageHeader;
import org.stagepost.sync.SkippedItem;

/** Collects what a mailbox's proof finds, and counts it; the differences of a folder are named to people when it is through. */
final class Findings {
    /** More of one folder are told without Message-ID and subject. */
    private static final int MOST_NAMED = 1000;

    private final ProofSink sink;
    private final Map<Fate, Long> fates = new EnumMap<>(Fate.class);
    private final Map<Kind, Long> differences = new EnumMap<>(Kind.class);
    private final List<Open> open = new ArrayList<>();
    private long inSource;
    private long altered;
    private long otherMail;

    private record Open(FolderPath folder, Evidence item, Kind kind, String detail, boolean ofTarget) {}

    Findings(ProofSink sink) {
        this.sink = sink;
    }

    void listed(long items) {
        inSource += items;
    }

    void altered() {
        altered++;
    }

    void otherMail(long items) {
        otherMail += items;
    }

    void item(ProvenItem item) {
        fates.merge(item.fate(), 1L, Long::sum);
        sink.item(item);
    }

    void ofSource(FolderPath folder, Evidence item, Kind kind, String detail) {
        open.add(new Open(folder, item, kind, detail, false));
    }

    void ofTarget(FolderPath folder, Evidence item, Kind kind, String detail) {
        open.add(new Open(folder, item, kind, detail, true));
    }

    void folderMissing(FolderPath folder, String detail) {
        count(Difference.ofFolder(folder, detail));
    }

    void skipped(SkippedItem item, String detail) {
        count(new Difference(
                item.folder(),
                item.key(),
                item.messageId(),
                item.receivedDate(),
                item.subject(),
                Kind.SKIPPED,
                detail));
    }

    /** Tells the differences of the folders that are through. */
    void named(BothSides sides, FolderPath source, FolderPath target) {
        Map<ItemKey, MessageHeader> atSource = headers(sides.source(), source, some(false));
        Map<ItemKey, MessageHeader> onTarget = headers(sides.target(), target, some(true));
        for (Open one : open) {
            MessageHeader header = (one.ofTarget() ? onTarget : atSource)
                    .getOrDefault(one.item().key(), MessageHeader.NONE);
            count(new Difference(
                    one.folder(),
                    one.item().key(),
                    header.messageId(),
                    one.item().date(),
                    header.subject(),
                    one.kind(),
                    one.detail()));
        }
        open.clear();
    }

    /** What is proven stays so when a server does not name it any more: then it is told without names. */
    private static Map<ItemKey, MessageHeader> headers(Side side, FolderPath folder, List<Evidence> items) {
        try {
            return side.headers(folder, items);
        } catch (MigrationException e) {
            if (e.code() == FailureCode.STOPPED) {
                throw e;
            }
            return Map.of();
        }
    }

    private List<Evidence> some(boolean ofTarget) {
        return open.stream()
                .filter(one -> one.ofTarget() == ofTarget && one.kind() != Kind.UNREAD)
                .limit(MOST_NAMED)
                .map(Open::item)
                .toList();
    }

    private void count(Difference difference) {
        differences.merge(difference.kind(), 1L, Long::sum);
        sink.difference(difference);
    }

    ProofTally tally(long bytesRead) {
        return new ProofTally(inSource, fates, differences, altered, otherMail, bytesRead);
    }
}
