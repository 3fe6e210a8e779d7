package org.stagepost.migration.jobfile;

import java.nio.file.Path;
import java.util.Optional;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretReference.Scheme;
import org.stagepost.migration.input.Fault;

/** Reads a key whose value is secret, such as {@code password}: a reference, or with a warning the secret itself. */
final class SecretKey {
    private SecretKey() {}

    /** @param folder where the path of a {@code file:} reference begins */
    static SecretReference read(YamlMap settings, String key, Path folder) {
        Optional<SecretReference> secret = settings.get(key, Shapes.secret(folder));
        if (secret.isPresent() && secret.get().scheme() == Scheme.LITERAL) {
            settings.warn(key, new Fault("a secret in clear text", "write env:NAME or file:PATH instead"));
        }
        return secret.orElseGet(SecretReference::none);
    }
}
