package org.stagepost.imap.wire;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.Marks;

/** What one FETCH response says of one message, as far as it has been read (RFC 9051 §7.5.2). */
public final class FetchReply {
    /** What became of the message's text. */
    public enum Body {
        /** The response says nothing of it. */
        ABSENT,
        /** NIL: as a rule the message is gone, which is not the same as empty. */
        GONE,
        DELIVERED
    }

    private static final Pattern GMAIL_ID = Pattern.compile("[1-9][0-9]{0,19}");

    private long uid;
    private long size = -1;
    private @Nullable Marks marks;
    private @Nullable Instant receivedDate;
    private byte @Nullable [] header;
    private Body body = Body.ABSENT;
    private String gmailId = "";

    FetchReply() {}

    /** 0 when the response did not say. */
    public long uid() {
        return uid;
    }

    /** RFC822.SIZE; -1 when the response did not say. */
    public long size() {
        return size;
    }

    public Optional<Marks> marks() {
        return Optional.ofNullable(marks);
    }

    /** Empty also when it is no date. */
    public Optional<Instant> receivedDate() {
        return Optional.ofNullable(receivedDate);
    }

    public Optional<byte[]> header() {
        return Optional.ofNullable(header);
    }

    /** X-GM-MSGID, an unsigned number of 64 bits, not 0; empty when the response did not say, or something else. */
    public String gmailId() {
        return gmailId;
    }

    public Body body() {
        return body;
    }

    /** True when nothing is missing to hand the message over. */
    boolean isComplete() {
        return uid > 0 && marks != null && receivedDate != null;
    }

    void uid(long value) {
        uid = value;
    }

    void size(long value) {
        size = value;
    }

    void marks(Marks value) {
        marks = value;
    }

    void receivedDate(Optional<Instant> value) {
        receivedDate = value.orElse(null);
    }

    void header(byte[] value) {
        header = value;
    }

    void gmailId(String value) {
        boolean sane = GMAIL_ID.matcher(value).matches() && new BigInteger(value).bitLength() <= Long.SIZE;
        gmailId = sane ? value : "";
    }

    void body(Body value) {
        body = value;
    }
}
