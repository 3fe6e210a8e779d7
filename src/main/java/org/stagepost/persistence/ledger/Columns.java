package org.stagepost.persistence.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.stagepost.credential.SecretReference;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** How values of the house stand in columns. */
final class Columns {
    /** Of a free text that serves people, not the program. */
    static final int LONGEST_REMARK = 4000;

    private Columns() {}

    /** UTC, to the microsecond: the most that every database keeps. */
    static OffsetDateTime time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    static @Nullable OffsetDateTime timeOrNull(@Nullable Instant instant) {
        return instant == null ? null : time(instant);
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(timeOrNull(row, column), column);
    }

    static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static <E extends Enum<E>> E word(ResultSet row, String column, Class<E> type) throws SQLException {
        String word = text(row, column);
        try {
            return Enum.valueOf(type, word);
        } catch (IllegalArgumentException e) {
            throw damaged(column, word);
        }
    }

    static String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        if (text == null) {
            throw damaged(column, "nothing");
        }
        return text;
    }

    private static MigrationException damaged(String column, String found) {
        return new MigrationException(
                FailureCode.STORE_DAMAGED, "the store is damaged: " + found + " stands in column " + column);
    }

    /** The inverse of {@link SecretReference#parse}; a literal has no place in a column. */
    static String reference(SecretReference reference) {
        return switch (reference.scheme()) {
            case NONE -> "";
            case LITERAL -> throw new IllegalArgumentException("a literal secret must be sealed first");
            case ENV, FILE, STORE, PROMPT -> reference.toString();
        };
    }

    static SecretReference reference(ResultSet row, String column) throws SQLException {
        return SecretReference.parse(text(row, column));
    }

    /** Without NUL, which PostgreSQL does not store. */
    static String clean(String text) {
        return text.replace('\0', '\uFFFD');
    }

    /** Clean, and cut to what the column holds. */
    static String remark(String text) {
        String clean = clean(text);
        if (clean.length() <= LONGEST_REMARK) {
            return clean;
        }
        boolean cutsPair = Character.isHighSurrogate(clean.charAt(LONGEST_REMARK - 2));
        return clean.substring(0, LONGEST_REMARK - (cutsPair ? 2 : 1)) + "…";
    }
}
