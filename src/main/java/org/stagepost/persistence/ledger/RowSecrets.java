package org.stagepost.persistence.ledger;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretReference.Scheme;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;

/**
 * Moves the literal passwords of a batch's rows into the secret table, under {@code BATCH/ADDRESS/Password} or
 * {@code BATCH/line N/Password}. Serves one transaction: first {@link #keep} for all cells, then {@link #store}.
 * A cell that refers to another row's kept secret gets a copy: a retry.csv names the secrets of the run before, which
 * end with the rows they belong to.
 */
final class RowSecrets {
    private static final String PASSWORD = "Password";
    private static final String TARGET_PASSWORD = "TargetPassword";
    private static final Pattern OF_A_ROW = Pattern.compile("[A-Za-z0-9_-]{1,64}/.+/(?:Target)?Password");

    private final SecretTable table;
    private final Session session;
    private final Set<String> stored;
    private final Map<String, Secret> kept = new LinkedHashMap<>();
    private final Set<String> dropped = new HashSet<>();

    RowSecrets(SecretTable table, Session session, BatchName batch) {
        this.table = table;
        this.session = session;
        this.stored = table.names(session, batch.value() + "/");
    }

    static String prefix(BatchName batch, EmailAddress address) {
        return batch.value() + "/" + address.key() + "/";
    }

    /** @param copy 1 for the first row on such a line, 2 for the one in the next CSV */
    static String prefix(BatchName batch, int line, int copy) {
        return linePrefix(batch) + line + (copy == 1 ? "" : "-" + copy) + "/";
    }

    private static String linePrefix(BatchName batch) {
        return batch.value() + "/line ";
    }

    /** Every name that a row of this prefix may have. */
    static Stream<String> names(String prefix) {
        return Stream.of(prefix + PASSWORD, prefix + TARGET_PASSWORD);
    }

    /** What stands in the row instead of its Password cell. */
    String keepPassword(String prefix, SecretReference given) {
        return keep(prefix + PASSWORD, given);
    }

    /** What stands in the row instead of its TargetPassword cell. */
    String keepTargetPassword(String prefix, SecretReference given) {
        return keep(prefix + TARGET_PASSWORD, given);
    }

    private String keep(String name, SecretReference given) {
        String own = "store:" + name;
        dropped.remove(name);
        if (given.toString().equals(own)) {
            return own;
        }
        if (given.scheme() == Scheme.LITERAL) {
            kept.put(name, given.literal());
            return own;
        }
        boolean ofARow =
                given.scheme() == Scheme.STORE && OF_A_ROW.matcher(given.name()).matches();
        if (ofARow) {
            table.find(session, given.name()).ifPresent(secret -> kept.put(name, secret));
        }
        if (kept.containsKey(name) || ofARow && stored.contains(name)) {
            return own; // the copy outlives what it is of
        }
        dropped.add(name);
        return Columns.reference(given);
    }

    /** The secrets of rejected rows go, unless a row that comes now keeps them. */
    void dropLines(BatchName batch) {
        stored.stream().filter(name -> name.startsWith(linePrefix(batch))).forEach(dropped::add);
    }

    void store() {
        dropped.retainAll(stored);
        table.removeAll(session, dropped);
        table.putAll(session, kept, stored);
    }
}
