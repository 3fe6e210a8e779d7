package org.stagepost.migration.input;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretReference.Scheme;

/** What stands where a password is expected: a reference or the password itself. Never printed. */
public final class PasswordText {
    /** The target's own policy may ask for more. */
    public static final int SHORTEST = 8;

    private static final Pattern MEANT_AS_REFERENCE =
            Pattern.compile("(?:env|file|store):.*|prompt", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final SecretReference reference;
    private final boolean mistyped;

    /** @param folder where the path of a relative {@code file:} reference begins */
    public PasswordText(String text, Path folder) {
        SecretReference read = SecretReference.parse(text);
        this.reference = read.scheme() == Scheme.FILE ? anchored(read, folder) : read;
        this.mistyped = read.scheme() == Scheme.LITERAL
                && MEANT_AS_REFERENCE.matcher(text).matches();
    }

    private static SecretReference anchored(SecretReference file, Path folder) {
        return InputFile.resolve(folder, file.name())
                .map(path -> SecretReference.parse("file:" + path))
                .orElse(file);
    }

    public SecretReference reference() {
        return reference;
    }

    /** {@code ENV:NAME} or {@code env:} alone would otherwise become somebody's password. */
    public Optional<Fault> fault() {
        return mistyped
                ? Optional.of(new Fault(
                        "looks like a reference and is none",
                        "write env:NAME, file:PATH, store:NAME or prompt, in lower case"))
                : Optional.empty();
    }

    /** The rule for an account's new password; what a reference leads to is not known yet. */
    public static Optional<Fault> newPasswordFault(SecretReference password) {
        boolean tooShort = password.scheme() == Scheme.LITERAL
                && password.literal().reveal().codePoints().count() < SHORTEST;
        return tooShort
                ? Optional.of(new Fault(
                        "is shorter than " + SHORTEST + " characters", "write a longer password or a reference"))
                : Optional.empty();
    }
}
