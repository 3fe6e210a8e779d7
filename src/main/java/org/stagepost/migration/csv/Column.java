package org.stagepost.migration.csv;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.stagepost.migration.MigrationType;

/** A column that some migration type knows. */
enum Column {
    EMAIL_ADDRESS("EmailAddress"),
    USER_NAME("UserName"),
    PASSWORD("Password"),
    FORCE_CHANGE_PASSWORD("ForceChangePassword"),
    USER_ROOT("UserRoot"),
    TARGET_USER_NAME("TargetUserName"),
    TARGET_PASSWORD("TargetPassword");

    private final String title;

    Column(String title) {
        this.title = title;
    }

    /** As the header names it. */
    String title() {
        return title;
    }

    /** True when its cells must never be shown. */
    boolean secret() {
        return this == PASSWORD || this == TARGET_PASSWORD;
    }

    /** By its title in any case. */
    static Optional<Column> named(String title) {
        return Arrays.stream(values())
                .filter(column -> column.title.equalsIgnoreCase(title))
                .findFirst();
    }

    static List<Column> of(MigrationType type) {
        return titles(type).flatMap(title -> named(title).stream()).toList();
    }

    /** In the order of the sample files: required ones first. */
    static Stream<String> titles(MigrationType type) {
        return Stream.concat(type.requiredColumns().stream(), type.optionalColumns().stream());
    }
}
