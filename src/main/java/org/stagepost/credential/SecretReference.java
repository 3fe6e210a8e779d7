package org.stagepost.credential;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a secret is to be found: {@code env:NAME}, {@code file:PATH}, {@code prompt}, {@code store:NAME}, or the text
 * itself (a literal, accepted with a warning in job files).
 */
public final class SecretReference {
    private static final Pattern REFERENCE = Pattern.compile("(env|file|store):(.+)");

    private final Scheme scheme;
    private final String name;
    private final Secret literal;

    /** The kinds of places. */
    public enum Scheme {
        ENV,
        FILE,
        PROMPT,
        STORE,
        LITERAL,
        /** No secret at all: anonymous, or each row brings its own. */
        NONE
    }

    private SecretReference(Scheme scheme, String name, Secret literal) {
        this.scheme = scheme;
        this.name = name;
        this.literal = literal;
    }

    public static SecretReference none() {
        return new SecretReference(Scheme.NONE, "", Secret.of(""));
    }

    /** A secret that is already known, whatever its text looks like. */
    public static SecretReference literal(Secret secret) {
        return new SecretReference(Scheme.LITERAL, "", secret);
    }

    /** Never fails: what is no reference is a literal. */
    public static SecretReference parse(String text) {
        Matcher reference = REFERENCE.matcher(text);
        if (text.isEmpty()) {
            return none();
        }
        if (text.equals("prompt")) {
            return new SecretReference(Scheme.PROMPT, "", Secret.of(""));
        }
        if (reference.matches()) {
            Scheme scheme = Scheme.valueOf(reference.group(1).toUpperCase(Locale.ROOT));
            return new SecretReference(scheme, reference.group(2), Secret.of(""));
        }
        return new SecretReference(Scheme.LITERAL, "", Secret.of(text));
    }

    public Scheme scheme() {
        return scheme;
    }

    /** Variable, path or stored name; empty for the other schemes. */
    public String name() {
        return name;
    }

    /** The secret of a LITERAL; empty for the other schemes. */
    public Secret literal() {
        return literal;
    }

    /** {@code env:NAME}; a literal is redacted. */
    @Override
    public String toString() {
        return switch (scheme) {
            case ENV, FILE, STORE -> scheme.name().toLowerCase(Locale.ROOT) + ":" + name;
            case PROMPT -> "prompt";
            case LITERAL -> "literal";
            case NONE -> "none";
        };
    }
}
