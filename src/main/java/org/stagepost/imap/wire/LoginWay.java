package org.stagepost.imap.wire;

/** A way in: the LOGIN command or a SASL mechanism. */
enum LoginWay {
    COMMAND("LOGIN command"),
    PLAIN("PLAIN"),
    LOGIN("LOGIN"),
    SCRAM("SCRAM-SHA-256"),
    XOAUTH2("XOAUTH2"),
    OAUTHBEARER("OAUTHBEARER");

    private final String shown;

    LoginWay(String shown) {
        this.shown = shown;
    }

    @Override
    public String toString() {
        return shown;
    }
}
