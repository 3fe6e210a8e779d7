package org.stagepost.report;

/** Keeps a spreadsheet from taking a cell for a formula: such a cell gets a leading apostrophe. */
final class FormulaGuard {
    /** The signs that begin a formula, their full-width twins (taken for them in East Asian editions), and blanks. */
    private static final String BEGINNINGS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private FormulaGuard() {}

    static String defused(String cell) {
        return !cell.isEmpty() && BEGINNINGS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
