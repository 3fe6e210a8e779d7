package org.stagepost.migration.jobfile;

import java.nio.file.Path;
import java.util.Optional;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretReference.Scheme;
import org.stagepost.migration.input.Fault;

/** Reads the key {@code password}: a reference, or with a warning the password itself. */
final class PasswordKey {
    private static final String KEY = "password";

    private PasswordKey() {}

    /** @param folder where the path of a {@code file:} reference begins */
    static SecretReference read(YamlMap settings, Path folder) {
        Optional<SecretReference> password = settings.get(KEY, Shapes.secret(folder));
        if (password.isPresent() && password.get().scheme() == Scheme.LITERAL) {
            settings.warn(KEY, new Fault("a password in clear text", "write env:NAME or file:PATH instead"));
        }
        return password.orElseGet(SecretReference::none);
    }
}
