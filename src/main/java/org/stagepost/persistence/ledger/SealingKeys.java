package org.stagepost.persistence.ledger;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.stagepost.credential.SecretSealer;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * Which key seals in this store, and which ones it has replaced: whoever still has one of those must not seal with it.
 * A row among the secrets, with a name that none of them has. Whoever seals holds it until the end of the transaction, so
 * that the key is not replaced meanwhile.
 */
final class SealingKeys {
    private static final String NAME = "/keys";
    /** Works on all rows but its own. */
    static final String OTHERS = "SECRET_NAME <> '" + NAME + "'";

    private static final String LOCK = "UPDATE STORED_SECRET SET SEALED = SEALED WHERE SECRET_NAME = :name";
    private static final String READ = "SELECT SEALED FROM STORED_SECRET WHERE SECRET_NAME = :name";
    private static final String UPDATE = "UPDATE STORED_SECRET SET SEALED = :sealed WHERE SECRET_NAME = :name";
    private static final String INSERT = "INSERT INTO STORED_SECRET (SECRET_NAME, SEALED) VALUES (:name, :sealed)";
    /** {@code v1:KEY-ID:…} */
    private static final String IN_USE =
            "SELECT DISTINCT SUBSTRING(SEALED FROM 4 FOR 8) FROM STORED_SECRET WHERE " + OTHERS;
    /** No command waits through so many rotations. */
    private static final int MOST_REMEMBERED = 50;

    private SealingKeys() {}

    /**
     * The sealer as the store wants it now: with the key that follows its own, where that was prepared but has not taken its
     * place yet.
     *
     * @throws MigrationException SECRET_MISSING when its key was replaced meanwhile, or never was this store's
     */
    static SecretSealer current(Session session, SecretSealer sealer) {
        String own = sealer.keyId();
        List<String> ids = held(session).orElseGet(() -> begun(session, own));
        if (ids.get(0).equals(own)) {
            return sealer;
        }
        Optional<SecretSealer> other = sealer.with(ids.get(0));
        if (other.isPresent()) {
            return other.get();
        }
        if (sealed(session).isEmpty()) {
            write(session, own, ids); // what the lost key had sealed is not there any more either
            return sealer;
        }
        throw new MigrationException(
                FailureCode.SECRET_MISSING, ids.contains(own) ? replaced(own, ids.get(0)) : strange(own, ids.get(0)));
    }

    private static String replaced(String own, String current) {
        return "nothing was stored: the key %s of this process was replaced by %s meanwhile (config rotate-key); run this"
                        .formatted(own, current)
                + " again; if it fails again, this home's keys/secret.key is an old one";
    }

    private static String strange(String own, String current) {
        return "nothing was stored: this store's secrets are sealed with key %s, and this home has key %s: bring the right"
                        .formatted(current, own)
                + " keys/secret.key here, from the backup or from the other home that uses this store; if it is lost,"
                + " 'config rotate-key --lost' forgets what it sealed";
    }

    /**
     * For a process that only opens: says early that it cannot. Nothing to say where nothing was sealed yet.
     *
     * @throws MigrationException SECRET_MISSING
     */
    static void require(Session session, SecretSealer sealer) {
        Optional<List<String>> ids = session.sql(READ)
                .param("name", NAME)
                .query(String.class)
                .optional()
                .map(SealingKeys::split);
        String own = sealer.keyId();
        ids.filter(some -> !some.get(0).equals(own) && sealer.with(some.get(0)).isEmpty())
                .ifPresent(some -> {
                    throw new MigrationException(
                            FailureCode.SECRET_MISSING,
                            "the manager seals with key %s, and this worker has key %s: copy keys/secret.key of the manager's home folder to this one's, or set STAGEPOST_KEY on both"
                                    .formatted(some.get(0), own));
                });
    }

    /** From now on. */
    static void replace(Session session, SecretSealer next) {
        List<String> ids = locked(session).orElseGet(() -> begun(session, next.keyId()));
        write(
                session,
                next.keyId(),
                Stream.concat(ids.stream(), sealed(session).stream()).toList());
    }

    private static void write(Session session, String current, List<String> others) {
        List<String> ids = Stream.concat(Stream.of(current), others.stream())
                .distinct()
                .limit(MOST_REMEMBERED)
                .toList();
        session.sql(UPDATE).paramSource(row(ids)).update();
    }

    /** Until the end of the transaction nobody replaces the key; others may seal as well, where the store can tell that. */
    private static Optional<List<String>> held(Session session) {
        return session.sharesLocks()
                ? session.sql(READ + " FOR SHARE")
                        .param("name", NAME)
                        .query(String.class)
                        .optional()
                        .map(SealingKeys::split)
                : locked(session);
    }

    private static List<String> split(String ids) {
        return List.of(ids.split(" "));
    }

    private static Optional<List<String>> locked(Session session) {
        if (session.sql(LOCK).param("name", NAME).update() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                split(session.sql(READ).param("name", NAME).query(String.class).single()));
    }

    /** Older versions did not note which key seals. */
    private static List<String> begun(Session session, String own) {
        List<String> found = sealed(session);
        List<String> ids = found.isEmpty() || found.contains(own)
                ? Stream.concat(Stream.of(own), found.stream()).distinct().toList()
                : found;
        session.sql(INSERT).paramSource(row(ids)).update();
        return ids;
    }

    /** Ids of the keys that something in the store is sealed with. */
    private static List<String> sealed(Session session) {
        return session.sql(IN_USE).query(String.class).list();
    }

    private static MapSqlParameterSource row(List<String> ids) {
        return new MapSqlParameterSource("name", NAME).addValue("sealed", String.join(" ", ids));
    }
}
