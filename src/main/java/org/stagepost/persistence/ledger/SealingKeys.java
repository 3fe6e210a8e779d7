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
    /** No command waits through so many rotations. */
    private static final int MOST_REMEMBERED = 50;

    private SealingKeys() {}

    /**
     * The sealer as the store wants it now: with the key that follows its own, where that was prepared but has not taken its
     * place yet.
     *
     * @throws MigrationException SECRET_MISSING when its key was replaced meanwhile
     */
    static SecretSealer current(Session session, SecretSealer sealer) {
        List<String> ids = locked(session, sealer);
        if (ids.get(0).equals(sealer.keyId())) {
            return sealer;
        }
        Optional<SecretSealer> other = sealer.with(ids.get(0));
        if (other.isEmpty() && ids.contains(sealer.keyId())) {
            throw new MigrationException(
                    FailureCode.SECRET_MISSING,
                    "nothing was stored: the key %s of this process was replaced by %s meanwhile (config rotate-key); run this"
                                    .formatted(sealer.keyId(), ids.get(0))
                            + " again; if it fails again, this home's keys/secret.key is an old one");
        }
        return other.orElse(sealer); // a key that was lost, and one that somebody has begun anew with
    }

    /** From now on. */
    static void replace(Session session, SecretSealer old, SecretSealer next) {
        List<String> ids = Stream.concat(Stream.of(next.keyId(), old.keyId()), locked(session, old).stream())
                .distinct()
                .limit(MOST_REMEMBERED)
                .toList();
        session.sql(UPDATE).paramSource(row(ids)).update();
    }

    private static List<String> locked(Session session, SecretSealer sealer) {
        List<String> own = List.of(sealer.keyId());
        if (session.sql(LOCK).param("name", NAME).update() == 0) {
            session.sql(INSERT).paramSource(row(own)).update();
            return own;
        }
        return List.of(session.sql(READ)
                .param("name", NAME)
                .query(String.class)
                .single()
                .split(" "));
    }

    private static MapSqlParameterSource row(List<String> ids) {
        return new MapSqlParameterSource("name", NAME).addValue("sealed", String.join(" ", ids));
    }
}
