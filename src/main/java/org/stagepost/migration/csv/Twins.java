package org.stagepost.migration.csv;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.stagepost.migration.input.Fault;
import org.stagepost.model.EmailAddress;

/** Addresses and target mailboxes seen so far: every later row with one of them is refused, naming the first. */
final class Twins {
    private final Map<String, Integer> lineOfAddress = new HashMap<>();
    private final Map<String, Integer> lineOfTarget = new HashMap<>();

    Optional<Fault> address(EmailAddress address, int line) {
        return twin(lineOfAddress, address.key(), line)
                .map(first -> new Fault("the address stands in line " + first + " already", "remove one of the rows"));
    }

    /** @param target the login at the target, or the address where the row names none */
    Optional<Fault> target(String target, int line) {
        return twin(lineOfTarget, target.toLowerCase(Locale.ROOT), line)
                .map(first -> new Fault(
                        "the row in line " + first + " goes to the same target mailbox", "name another target"));
    }

    private static Optional<Integer> twin(Map<String, Integer> lines, String key, int line) {
        return Optional.ofNullable(lines.putIfAbsent(key, line));
    }
}
