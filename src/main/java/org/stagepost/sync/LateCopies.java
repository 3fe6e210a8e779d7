package org.stagepost.sync;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.ItemFingerprint;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.TargetMailbox;

/**
 * Deletes the surplus copies of suspects, and nothing else: of each item at most as many as connections died over it,
 * and only what is equal to the copy that stands on the target already, byte for byte.
 */
final class LateCopies {
    private final CopySession session;
    private final TargetMailbox target;
    private final FolderPair pair;

    LateCopies(CopySession session, FolderPair pair) {
        this.session = session;
        this.target = session.target();
        this.pair = pair;
    }

    /** @return the account with fewer suspects if there were late copies, else the same */
    FolderAccount settle(FolderAccount account, List<ItemFingerprint> strangers) {
        Map<ItemKey, ItemKey> suspects =
                strangers.isEmpty() ? Map.of() : account.state().suspectsByCopy();
        if (suspects.isEmpty()) {
            return account;
        }
        Map<ItemKey, ItemKey> late = find(account.state().suspects(), suspects, strangers);
        dispose(List.copyOf(late.keySet()));
        return late.isEmpty()
                ? account
                : account.with(
                        account.state().withSuspects(account.state().suspects().without(late.values())));
    }

    /** @return key of each late copy, and the suspect that it is of */
    private Map<ItemKey, ItemKey> find(
            Suspects suspects, Map<ItemKey, ItemKey> byCopy, List<ItemFingerprint> strangers) {
        List<ItemFingerprint> copies = target.fingerprints(pair.target(), KeyNumber.ascending(byCopy.keySet()))
                .await();
        List<List<ItemFingerprint>> expected = suspects.groups().stream()
                .map(group -> expected(group.intent(), copies, byCopy))
                .toList();
        Bodies bodies = bodies(expected, strangers);
        Map<ItemKey, ItemKey> late = new LinkedHashMap<>();
        for (List<ItemFingerprint> ofOneConnection : expected) {
            List<ItemFingerprint> left = strangers.stream()
                    .filter(item -> bodies.contains(item.key()) && !late.containsKey(item.key()))
                    .toList();
            Adoption.pair(ofOneConnection, left, bodies, bodies)
                    .forEach((copy, stranger) -> late.put(stranger, Objects.requireNonNull(byCopy.get(copy))));
        }
        return late;
    }

    /** What the copies of the intent look like that went over a connection which died; under the keys of the others. */
    private static List<ItemFingerprint> expected(
            Intent intent, List<ItemFingerprint> copies, Map<ItemKey, ItemKey> byCopy) {
        Set<ItemKey> suspects = new LinkedHashSet<>(intent.keys());
        return copies.stream()
                .filter(copy -> suspects.contains(byCopy.get(copy.key())))
                .map(copy -> new ItemFingerprint(
                        copy.key(),
                        copy.sizeBytes(),
                        ReceivedDates.clamp(copy.receivedDate(), intent.plannedAt()),
                        copy.headerHash()))
                .toList();
    }

    private Bodies bodies(List<List<ItemFingerprint>> expected, List<ItemFingerprint> strangers) {
        Set<ItemKey> keys = new LinkedHashSet<>();
        for (List<ItemFingerprint> ofOneConnection : expected) {
            Adoption.Alike alike = Adoption.alike(ofOneConnection, strangers);
            keys.addAll(alike.items());
            keys.addAll(alike.copies());
        }
        return Bodies.read(target, pair.target(), keys);
    }

    private void dispose(List<ItemKey> late) {
        boolean removed = !late.isEmpty()
                && target.capabilities().contains(Capability.REMOVAL)
                && target.remove(pair.target(), KeyNumber.ascending(late)).await();
        late.forEach(copy -> session.context().progress().lateCopy(new LateCopy(pair.target(), copy, removed)));
    }
}
