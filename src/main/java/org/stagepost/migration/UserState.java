package org.stagepost.migration;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.stagepost.model.UserId;

/** How far a user is, as text: the same as long as no run has worked on the mailbox. */
final class UserState {
    private UserState() {}

    /** @param journals as {@link UserLedger#journalSums} */
    static String of(MigrationUser user, Map<UserId, String> journals) {
        String at = user.status().isActive() ? user.status().word() : "";
        Stream<Object> parts = Stream.of(
                at,
                user.progress().syncedPass(),
                user.started(),
                user.lastSynced(),
                journals.getOrDefault(user.id(), ""));
        return parts.map(Objects::toString).toList().toString();
    }
}
