package org.stagepost.report;

import java.util.regex.Pattern;

/**
 * Keeps a spreadsheet from taking a cell, or a part of it, for a formula: an apostrophe stands before it. Blanks and
 * quotes before a formula's first sign hide nothing. Where lists are parted by semicolons, a spreadsheet that opens a
 * comma-separated file begins a cell after each semicolon.
 */
final class FormulaGuard {
    /** The signs that begin a formula, and their full-width and small twins, taken for them in East Asian editions. */
    private static final String SIGN = "[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B]";

    /** White space that begins a cell is defused whatever follows. */
    private static final Pattern BEGINNING = Pattern.compile(
            "^(?=[\\t\\r\\n]|[\\s\\p{Z}\\p{Cf}\"]*" + SIGN + ")|(?<=;)(?=[\\s\\p{Z}\\p{Cf}\"]*" + SIGN + ")");

    private FormulaGuard() {}

    static String defused(String cell) {
        return BEGINNING.matcher(cell).replaceAll("'");
    }
}
