package org.stagepost.persistence.ledger;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretSealer;
import org.stagepost.model.MigrationException;

/** Sealed secrets by name; works inside the caller's transaction. */
final class SecretTable {
    private static final String UPDATE = "UPDATE STORED_SECRET SET SEALED = :sealed WHERE SECRET_NAME = :name";
    private static final String INSERT = "INSERT INTO STORED_SECRET (SECRET_NAME, SEALED) VALUES (:name, :sealed)";
    private static final String DELETE = "DELETE FROM STORED_SECRET WHERE SECRET_NAME = :name";

    private final SecretSealer sealer;

    SecretTable(SecretSealer sealer) {
        this.sealer = sealer;
    }

    Optional<Secret> find(Session session, String name) {
        return session.sql("SELECT SEALED FROM STORED_SECRET WHERE SECRET_NAME = :name")
                .param("name", name)
                .query(String.class)
                .optional()
                .map(text -> opened(name, text));
    }

    void put(Session session, String name, Secret secret) {
        session.upsert(UPDATE, INSERT, row(SealingKeys.current(session, sealer), name, secret));
    }

    private Secret opened(String name, String text) {
        try {
            return sealer.open(text, place(name));
        } catch (MigrationException e) {
            throw new MigrationException(e.code(), SecretWords.of(name) + " cannot be read: " + e.detail(), e);
        }
    }

    /** Seals all of them anew, and lets nobody seal with the old key any more. @return how many */
    int reseal(Session session, SecretSealer next) {
        Map<String, String> sealed = sealed(session, next);
        sealed.replaceAll((name, text) -> next.seal(opened(name, text), place(name)));
        session.each(UPDATE, rows(sealed));
        return sealed.size();
    }

    /** As {@link #reseal}, but those that cannot be opened are removed. @return whose they were, in words */
    List<String> resealOrRemove(Session session, SecretSealer next) {
        Map<String, String> sealed = sealed(session, next);
        Set<String> lost = new TreeSet<>();
        sealed.replaceAll((name, text) -> {
            try {
                return next.seal(sealer.open(text, place(name)), place(name));
            } catch (MigrationException e) {
                lost.add(name);
                return "";
            }
        });
        sealed.keySet().removeAll(lost);
        session.each(UPDATE, rows(sealed));
        removeAll(session, lost);
        return lost.stream().map(SecretWords::of).toList();
    }

    /** All by their names; from now on nobody seals with another key than the next one. */
    private static Map<String, String> sealed(Session session, SecretSealer next) {
        SealingKeys.replace(session, next);
        Map<String, String> sealed = new LinkedHashMap<>();
        session.sql("SELECT SECRET_NAME, SEALED FROM STORED_SECRET WHERE " + SealingKeys.OTHERS + " FOR UPDATE")
                .query(row -> {
                    sealed.put(Columns.text(row, "SECRET_NAME"), Columns.text(row, "SEALED"));
                });
        return sealed;
    }

    private static List<MapSqlParameterSource> rows(Map<String, String> sealed) {
        return sealed.entrySet().stream()
                .map(entry -> new MapSqlParameterSource("name", entry.getKey()).addValue("sealed", entry.getValue()))
                .toList();
    }

    void remove(Session session, String name) {
        session.sql(DELETE).param("name", name).update();
    }

    /** Names that begin with the prefix. */
    Set<String> names(Session session, String prefix) {
        return new HashSet<>(session.sql("SELECT SECRET_NAME FROM STORED_SECRET WHERE SUBSTRING(SECRET_NAME FROM 1 FOR "
                        + prefix.length() + ") = :prefix")
                .param("prefix", prefix)
                .query(String.class)
                .list());
    }

    /** As {@link #put} for many. @param present those of the names that are stored already */
    void putAll(Session session, Map<String, Secret> secrets, Set<String> present) {
        if (secrets.isEmpty()) {
            return;
        }
        SecretSealer current = SealingKeys.current(session, sealer);
        session.each(UPDATE, rows(current, secrets, present, true));
        session.each(INSERT, rows(current, secrets, present, false));
    }

    void removeAll(Session session, Collection<String> names) {
        session.each(
                DELETE,
                names.stream()
                        .map(name -> new MapSqlParameterSource("name", name))
                        .toList());
    }

    private static List<MapSqlParameterSource> rows(
            SecretSealer sealer, Map<String, Secret> secrets, Set<String> present, boolean stored) {
        return secrets.entrySet().stream()
                .filter(entry -> present.contains(entry.getKey()) == stored)
                .map(entry -> row(sealer, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static MapSqlParameterSource row(SecretSealer sealer, String name, Secret secret) {
        return new MapSqlParameterSource("name", name).addValue("sealed", sealer.seal(secret, place(name)));
    }

    private static String place(String name) {
        return "STORED_SECRET|" + name + "|SEALED";
    }
}
