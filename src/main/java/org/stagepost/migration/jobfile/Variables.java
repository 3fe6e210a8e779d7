package org.stagepost.migration.jobfile;

import java.util.Map;
import java.util.TreeMap;

/** Variables of the environment that beat a group of stagepost.yml. */
final class Variables {
    private Variables() {}

    /** Those with a name that begins so, and with a value. */
    static Map<String, String> of(Map<String, String> environment, String prefix) {
        Map<String, String> variables = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(prefix) && !value.isEmpty()) {
                variables.put(name, value);
            }
        });
        return variables;
    }
}
