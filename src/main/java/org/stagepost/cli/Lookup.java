package org.stagepost.cli;

import java.util.List;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.MigrationUser;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.Nearest;

/** Finds what a name stands for; refuses a name that stands for nothing, and suggests another. */
final class Lookup {
    private Lookup() {}

    static BatchView batch(Contexts.Control control, BatchName name) {
        return control.batches().find(name).orElseThrow(() -> {
            List<String> names = control.batches().list().stream()
                    .map(batch -> batch.batch().name().value())
                    .toList();
            return unknown("there is no batch '" + name + "'", name.value(), names, "batch list");
        });
    }

    static Endpoint endpoint(Contexts.Control control, String name) {
        return control.endpoints().find(name).orElseThrow(() -> {
            List<String> names =
                    control.endpoints().list().stream().map(Endpoint::name).toList();
            return unknown("there is no endpoint '" + name + "'", name, names, "endpoint list");
        });
    }

    static MigrationUser user(Contexts.Control control, BatchName batch, EmailAddress address) {
        batch(control, batch);
        return control.users().find(batch, address).orElseThrow(() -> {
            List<String> addresses = control.users().users(batch).stream()
                    .map(user -> user.row().address().value())
                    .toList();
            String reason = "there is no user " + address + " in batch " + batch;
            return unknown(reason, address.value(), addresses, "user list " + batch);
        });
    }

    /** The user of this address in whichever batch; refuses to guess between several. */
    static MigrationUser user(Contexts.Control control, EmailAddress address) {
        List<MigrationUser> found = control.batches().list().stream()
                .flatMap(batch -> control.users().find(batch.batch().name(), address).stream())
                .toList();
        if (found.isEmpty()) {
            throw new CommandRefused("there is no user " + address + " in any batch", "see 'batch list'");
        }
        if (found.size() > 1) {
            List<String> batches =
                    found.stream().map(user -> user.batch().value()).toList();
            throw new CommandRefused(
                    address + " is in several batches: " + String.join(", ", batches), "choose one with --batch");
        }
        return found.get(0);
    }

    private static CommandRefused unknown(String reason, String typed, List<String> names, String list) {
        String otherwise = "see '" + list + "'";
        return new CommandRefused(
                reason, Nearest.to(typed, names).map(FailureWords::meant).orElse(otherwise));
    }
}
