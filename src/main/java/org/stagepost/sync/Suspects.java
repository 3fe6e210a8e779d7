package org.stagepost.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.stagepost.mailbox.ItemKey;

/**
 * Items that a connection which died may have sent: a copy of each may still arrive on the target, once for every
 * connection that died over it. An item whose copy was found is a suspect of one connection less.
 */
record Suspects(List<Group> groups) {
    static final Suspects NONE = new Suspects(List.of());

    /** Servers end what a dead connection had sent within seconds. */
    static final Duration LONGEST_LANDING = Duration.ofMinutes(10);

    Suspects {
        groups = List.copyOf(groups);
    }

    /** What one connection had in flight when it died. */
    record Group(Intent intent, Instant diedAt) {}

    boolean isNone() {
        return groups.isEmpty();
    }

    Suspects plus(Collection<Intent> died, Instant diedAt) {
        List<Group> more = new ArrayList<>(groups);
        died.stream()
                .filter(intent -> !intent.isNone())
                .map(intent -> new Group(intent, diedAt))
                .forEach(more::add);
        return new Suspects(more);
    }

    /** How many copies of each item may still arrive. */
    Map<ItemKey, Integer> copiesToCome() {
        return groups.stream()
                .flatMap(group -> group.intent().keys().stream())
                .collect(Collectors.toMap(Function.identity(), key -> 1, Integer::sum));
    }

    /** One copy of each of these items has been found; that of the connection that died first, if several did. */
    Suspects without(Collection<ItemKey> found) {
        Set<ItemKey> left = new HashSet<>(found);
        return only(key -> !left.remove(key));
    }

    /** Without those of connections that died so long before that nothing of theirs can arrive any more. */
    Suspects clearedAt(Instant now) {
        Instant latest = now.minus(LONGEST_LANDING);
        return new Suspects(
                groups.stream().filter(group -> group.diedAt().isAfter(latest)).toList());
    }

    private Suspects only(Predicate<ItemKey> isSuspect) {
        List<Group> kept = new ArrayList<>();
        for (Group group : groups) {
            Intent rest = group.intent().only(isSuspect);
            if (!rest.isNone()) {
                kept.add(new Group(rest, group.diedAt()));
            }
        }
        return new Suspects(kept);
    }
}
