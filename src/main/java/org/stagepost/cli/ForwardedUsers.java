package org.stagepost.cli;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.stagepost.model.BatchName;

/** Users whose mail is forwarded already, when somebody changes how a batch forwards. */
final class ForwardedUsers {
    private static final Set<String> KEYS = Set.of("forwarding", "forwardingKeepsCopy", "targetDeliveryDomain");

    private ForwardedUsers() {}

    /** That they stay as they are, and what changes that; empty where it is of no matter. */
    static Optional<String> remark(Contexts.Control control, BatchName batch, Set<String> changed) {
        if (Collections.disjoint(KEYS, changed)) {
            return Optional.empty();
        }
        long forwarded = control.users().users(batch).stream()
                .filter(user -> user.progress().forwarded())
                .count();
        return forwarded == 0
                ? Optional.empty()
                : Optional.of(batch + ": users that are forwarded already, and stay so as they are: " + forwarded
                        + " (directory undo " + batch + ", then batch start " + batch
                        + " --with-stopped, forwards them anew)");
    }
}
