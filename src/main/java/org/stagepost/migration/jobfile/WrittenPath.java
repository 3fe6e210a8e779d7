package org.stagepost.migration.jobfile;

import java.nio.file.Path;
import java.util.Optional;
import org.stagepost.migration.input.Fault;

/** A file that only some commands need, and where it is named: whoever needs it and cannot use it says so there. */
record WrittenPath(Path path, YamlValue place) {
    /** @param folder where relative paths begin */
    static Optional<WrittenPath> read(YamlMap settings, String key, Path folder) {
        return settings.find(key)
                .flatMap(value -> value.as(Shapes.path(folder)).map(path -> new WrittenPath(path, value)));
    }

    void fault(String message, String remedy) {
        place.fault(new Fault(message, remedy));
    }
}
