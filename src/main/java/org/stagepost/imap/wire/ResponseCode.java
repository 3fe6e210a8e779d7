package org.stagepost.imap.wire;

/**
 * What stands in brackets before a reply's text (RFC 9051 §7.1, RFC 5530).
 *
 * @param name upper case; empty when the reply has no code
 * @param argument the rest as it came, often empty
 */
public record ResponseCode(String name, String argument) {
    public static final ResponseCode NONE = new ResponseCode("", "");

    public boolean is(String wanted) {
        return name.equals(wanted);
    }
}
