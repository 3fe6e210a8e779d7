package org.stagepost.migration.jobfile;

import java.nio.file.Path;
import java.util.Optional;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretReference.Scheme;
import org.stagepost.migration.input.Fault;

/** The password of a server that Stagepost itself works with: nobody is there to be asked for it by cron. */
final class ServerPassword {
    private ServerPassword() {}

    /** @param whose {@code the store's own password} */
    static Optional<SecretReference> read(YamlMap settings, Path folder, String key, String whose) {
        Optional<SecretReference> password = settings.get(key, Shapes.secret(folder));
        if (password.filter(given -> given.scheme() == Scheme.STORE || given.scheme() == Scheme.PROMPT)
                .isPresent()) {
            settings.fault(key, new Fault(whose + " cannot come from there", "write env:NAME or file:PATH"));
        }
        return password;
    }

    /** In a file others may read it. */
    static void warn(YamlMap settings, Optional<SecretReference> password) {
        if (password.filter(given -> given.scheme() == Scheme.LITERAL).isPresent()) {
            settings.warn("password", new Fault("a password in clear text", "write env:NAME or file:PATH instead"));
        }
    }
}
