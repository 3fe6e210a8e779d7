package org.stagepost.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Settings as they are typed. */
final class Settings {
    private Settings() {}

    /** {@code NAME=VALUE} each; refuses what is none. */
    static Map<String, String> parsed(List<String> settings) {
        Map<String, String> changes = new TreeMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new CommandRefused("'" + setting + "' is no setting", "write NAME=VALUE");
            }
            changes.put(
                    setting.substring(0, equals).strip(),
                    setting.substring(equals + 1).strip());
        }
        return changes;
    }
}
