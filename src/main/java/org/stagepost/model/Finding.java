package org.stagepost.model;

/**
 * One fault in an input file, where it stands, and what to do about it.
 *
 * @param file the file as the user named it
 * @param line 1-based line, 0 when the file as a whole is meant
 * @param where column name or field path ({@code endpoints[0].port}), empty when the line as a whole is meant
 * @param message the rule that is broken
 * @param remedy what to write instead
 */
public record Finding(Severity severity, String file, int line, String where, String message, String remedy) {
    /** How much of the input a finding makes unusable. */
    public enum Severity {
        /** Worth knowing; the input is used as it is. */
        WARNING,
        /** This row is left out; the others run. */
        ROW,
        /** The file cannot be used. */
        FILE
    }

    /** {@code users.csv:12: EmailAddress: not an SMTP address (write name@domain)}. */
    @Override
    public String toString() {
        String place = line == 0 ? file : file + ":" + line;
        String field = where.isEmpty() ? "" : where + ": ";
        String advice = remedy.isEmpty() ? "" : " (" + remedy + ")";
        return place + ": " + field + message + advice;
    }
}
