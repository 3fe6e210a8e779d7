package org.stagepost.imap.wire.sasl;

/** The server broke off the rules of a mechanism; nothing more is said to it. */
public final class SaslViolation extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean impostor;

    private SaslViolation(String message, boolean impostor) {
        super(message);
        this.impostor = impostor;
    }

    static SaslViolation of(String message) {
        return new SaslViolation(message, false);
    }

    /** The server did not prove that it knows the password. */
    static SaslViolation impostor(String message) {
        return new SaslViolation(message, true);
    }

    /** True when the server may be somebody else than it says. */
    public boolean isImpostor() {
        return impostor;
    }
}
