package org.stagepost.imap.wire.sasl;

/** A name as SCRAM and OAUTHBEARER write it (RFC 5802 §5.1, RFC 5801 §4): comma and equals sign mean something there. */
final class ScramName {
    private ScramName() {}

    static String escaped(String name) {
        return name.replace("=", "=3D").replace(",", "=2C");
    }
}
