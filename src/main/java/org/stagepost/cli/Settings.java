package org.stagepost.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stagepost.model.Finding;
import picocli.CommandLine.TypeConversionException;

/** Settings as they are typed, {@code NAME=VALUE} each, and all that is wrong with how they are. */
final class Settings {
    private static final String TWICE = "is given twice";

    private final String origin;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<Finding> faults = new ArrayList<>();

    /** @param origin the command, for findings */
    Settings(String origin, List<String> typed) {
        this.origin = origin;
        for (String setting : typed) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                fault("", "'" + setting + "' is no setting", "write NAME=VALUE");
            } else {
                add(
                        setting.substring(0, equals).strip(),
                        setting.substring(equals + 1).strip());
            }
        }
    }

    /** Refuses all at once what is no setting, or there twice. */
    static Map<String, String> parsed(List<String> typed) {
        Settings settings = new Settings("", typed);
        if (!settings.faults.isEmpty()) {
            throw new CommandRefused(
                    settings.faults.stream()
                            .map(fault -> (fault.where().isEmpty() ? "" : fault.where() + " ") + fault.message())
                            .collect(Collectors.joining("\n")),
                    "write NAME=VALUE, each name once");
        }
        return new TreeMap<>(settings.values);
    }

    /** What stands there already stays. */
    void add(String key, String value) {
        if (values.putIfAbsent(key, value) != null) {
            fault(key, TWICE, "write it once");
        }
    }

    boolean isEmpty() {
        return values.isEmpty() && faults.isEmpty();
    }

    /** The key cannot be set here. */
    void refuse(String key, String message, String remedy) {
        if (values.remove(key) != null) {
            fault(key, message, remedy);
        }
    }

    private void fault(String key, String message, String remedy) {
        faults.add(new Finding(Finding.Severity.FILE, origin, 0, key, message, remedy));
    }

    boolean isFaulty() {
        return !faults.isEmpty();
    }

    /** The endpoint's settings as they are to be stored; what must not be typed is a fault. */
    Map<String, String> ofEndpoint() {
        Map<String, String> read = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            try {
                read.put(key, EndpointSetting.read(key, value));
            } catch (TypeConversionException e) {
                fault(key, String.valueOf(e.getMessage()), "");
            }
        });
        return read;
    }

    /** These faults, and of the others those of keys without one. */
    List<Finding> findings(List<Finding> others) {
        Set<String> faulty = new HashSet<>();
        faults.forEach(fault -> faulty.add(fault.where()));
        faulty.remove("");
        return Stream.concat(faults.stream(), others.stream().filter(other -> !faulty.contains(other.where())))
                .toList();
    }
}
