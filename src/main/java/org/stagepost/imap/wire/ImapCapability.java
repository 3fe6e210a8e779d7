package org.stagepost.imap.wire;

/** What a server can do beyond IMAP4rev1, as far as a migration cares. */
public enum ImapCapability {
    ACL("ACL"), // RFC 4314
    AUTH_LOGIN("AUTH=LOGIN"), // draft-murchison-sasl-login
    AUTH_OAUTHBEARER("AUTH=OAUTHBEARER"), // RFC 7628
    AUTH_PLAIN("AUTH=PLAIN"), // RFC 4616
    AUTH_SCRAM_SHA_256("AUTH=SCRAM-SHA-256"), // RFC 7677
    AUTH_XOAUTH2("AUTH=XOAUTH2"), // developers.google.com/workspace/gmail/imap/xoauth2-protocol
    COMPRESS_DEFLATE("COMPRESS=DEFLATE"), // RFC 4978
    CONDSTORE("CONDSTORE"), // RFC 7162 §3.1
    CREATE_SPECIAL_USE("CREATE-SPECIAL-USE"), // RFC 6154 §3
    ENABLE("ENABLE"), // RFC 5161
    ESEARCH("ESEARCH"), // RFC 4731
    LIST_EXTENDED("LIST-EXTENDED"), // RFC 5258
    LIST_STATUS("LIST-STATUS"), // RFC 5819
    LITERAL_MINUS("LITERAL-"), // RFC 7888 §5
    LITERAL_PLUS("LITERAL+"), // RFC 7888 §4
    LOGINDISABLED("LOGINDISABLED"), // RFC 9051 §6.2.3
    MULTIAPPEND("MULTIAPPEND"), // RFC 3502
    NAMESPACE("NAMESPACE"), // RFC 2342
    OBJECTID("OBJECTID"), // RFC 8474
    QRESYNC("QRESYNC"), // RFC 7162 §3.2
    QUOTA("QUOTA"), // RFC 9208 §3.1
    SASL_IR("SASL-IR"), // RFC 4959
    SPECIAL_USE("SPECIAL-USE"), // RFC 6154
    STARTTLS("STARTTLS"), // RFC 9051 §6.2.1
    UIDPLUS("UIDPLUS"), // RFC 4315
    X_GM_EXT_1("X-GM-EXT-1"); // developers.google.com/workspace/gmail/imap/imap-extensions

    private final String word;

    ImapCapability(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
