package org.stagepost.directory.ldap;

import java.util.Optional;
import org.stagepost.endpoint.DirectorySchema;

/** The attribute and its value that make an entry keep a copy of the mail that it forwards. */
record KeepCopy(String attribute, String value) {
    /** Empty where the schema has no such attribute. */
    static Optional<KeepCopy> of(DirectorySchema settings) {
        int sign = settings.keepCopy().indexOf('=');
        return sign < 1
                ? Optional.empty()
                : Optional.of(new KeepCopy(
                        settings.keepCopy().substring(0, sign),
                        settings.keepCopy().substring(sign + 1)));
    }
}
