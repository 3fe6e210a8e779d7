package org.stagepost.cli;

import java.util.List;
import java.util.Locale;

/** Settings as a job file would hold them; empty for what need not be written. */
final class SettingText {
    private SettingText() {}

    static String flag(boolean set) {
        return set ? "true" : "";
    }

    static String secret(String reference) {
        return reference.equals("none") ? "" : reference;
    }

    static String list(List<String> items) {
        return items.isEmpty() ? "" : "[" + String.join(", ", items) + "]";
    }

    static String number(long value, String unit) {
        return value == 0 ? "" : value + unit;
    }

    /** In the greatest unit that needs no fraction. */
    static String size(long bytes) {
        String[] units = {" B", " KB", " MB", " GB"};
        long rest = bytes;
        int unit = 0;
        while (rest > 0 && rest % 1024 == 0 && unit < units.length - 1) {
            rest /= 1024;
            unit++;
        }
        return number(rest, units[unit]);
    }

    /** {@code MASTER_USER} is {@code master-user} in a job file. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
