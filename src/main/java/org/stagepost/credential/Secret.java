package org.stagepost.credential;

/** A password or key that cannot be printed. Not a record: no generated accessor, toString or equality. */
public final class Secret {
    private final char[] chars;

    private Secret(char[] chars) {
        this.chars = chars;
    }

    public static Secret of(String text) {
        return new Secret(text.toCharArray());
    }

    /** The plain text; call it where the secret goes on the wire, and nowhere else. */
    public String reveal() {
        return new String(chars);
    }

    public boolean isEmpty() {
        return chars.length == 0;
    }

    @Override
    public String toString() {
        return "Secret[redacted]";
    }
}
