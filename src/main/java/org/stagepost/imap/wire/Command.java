package org.stagepost.imap.wire;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.stagepost.credential.Secret;
import org.stagepost.mailbox.Marks;
import org.stagepost.model.SpecialUse;

/**
 * A command as it goes on the wire, made only by the factories here, so that nothing from a message or a file can
 * change its meaning (RFC 9051 §6). Names are wire names.
 */
public final class Command {
    private static final int LONGEST_QUOTED = 1000;

    private final String shown;
    private final List<byte[]> segments = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private boolean toleratesBad;

    /** @param shown for messages and traces; no secret */
    private Command(String shown) {
        this.shown = shown;
    }

    public static Command capability() {
        return verb("CAPABILITY");
    }

    static Command startTls() {
        return verb("STARTTLS");
    }

    static Command login(String user, Secret password) {
        return new Command("LOGIN")
                .words("LOGIN ")
                .string(user, StandardCharsets.UTF_8)
                .words(" ")
                .string(password.reveal(), StandardCharsets.UTF_8);
    }

    /** Whoever has no such command says BAD. */
    static Command proxyAuth(String user) {
        return new Command("PROXYAUTH")
                .words("PROXYAUTH ")
                .string(user, StandardCharsets.UTF_8)
                .mayBeBad();
    }

    /** Whose mailbox it is, for Kerio's master. */
    static Command setUser(String user) {
        return new Command("X-SETUSER").words("X-SETUSER ").string(user, StandardCharsets.UTF_8);
    }

    /** RFC 4978 §3; whoever says BAD goes on without. */
    static Command compress() {
        return verb("COMPRESS DEFLATE").mayBeBad();
    }

    static Command logout() {
        return verb("LOGOUT");
    }

    /** RFC 5161 §3.1: before any folder is selected. */
    public static Command enable(ImapCapability capability) {
        return verb("ENABLE " + capability.word());
    }

    public static Command namespace() {
        return verb("NAMESPACE");
    }

    /** @param pattern a wire name with {@code *} at its end, or none */
    public static Command list(String pattern, ListOption option) {
        return new Command("LIST").words("LIST \"\" ").name(pattern).words(option.suffix());
    }

    public static Command lsub(String pattern) {
        return new Command("LSUB").words("LSUB \"\" ").name(pattern);
    }

    public static Command examine(String name) {
        return new Command("EXAMINE").words("EXAMINE ").name(name);
    }

    public static Command select(String name) {
        return new Command("SELECT").words("SELECT ").name(name);
    }

    public static Command status(String name) {
        return new Command("STATUS").words("STATUS ").name(name).words(" (UIDVALIDITY UIDNEXT)");
    }

    /** All that tells whether a folder changed, as far as the server can. */
    public static Command status(String name, Capabilities capabilities) {
        return new Command("STATUS").words("STATUS ").name(name).words(" " + StatusItems.of(capabilities));
    }

    public static Command create(String name) {
        return new Command("CREATE").words("CREATE ").name(name);
    }

    /** RFC 6154 §3. */
    public static Command create(String name, SpecialUse use) {
        return create(name).words(" (USE (" + SpecialUseAttribute.of(use) + "))");
    }

    public static Command delete(String name) {
        return new Command("DELETE").words("DELETE ").name(name);
    }

    /** RFC 4314 §3.5. */
    public static Command myRights(String name) {
        return new Command("MYRIGHTS").words("MYRIGHTS ").name(name);
    }

    /** The limits that a folder is under; changes nothing (RFC 9208 §4.1.2). */
    public static Command quotaRoots(String name) {
        return new Command("GETQUOTAROOT").words("GETQUOTAROOT ").name(name).mayBeBad();
    }

    /** Asks for nothing: what it takes is a round trip. */
    public static Command noop() {
        return verb("NOOP");
    }

    /** Removes all that is marked \\Deleted in the selected folder: only for one that nobody else writes to. */
    public static Command expunge() {
        return verb("EXPUNGE");
    }

    /** RFC 9051 §6.4.1: no folder is selected afterwards. */
    public static Command closeFolder() {
        return verb("CLOSE");
    }

    public static Command subscribe(String name) {
        return new Command("SUBSCRIBE").words("SUBSCRIBE ").name(name);
    }

    /** @param uids as {@link UidSet} writes them */
    public static Command uidFetch(String uids, FetchItems items) {
        return verb("UID FETCH " + uids + " " + items.text());
    }

    /** The messages that are new or have other flags since then (RFC 7162 §3.1.4.1). */
    public static Command uidFetchChanged(long modSeq, FetchItems items) {
        return verb("UID FETCH 1:* " + items.text() + " (CHANGEDSINCE " + modSeq + ")")
                .mayBeBad();
    }

    /** The same, and which messages are gone; only after {@code ENABLE QRESYNC} (RFC 7162 §3.2.6). */
    public static Command uidFetchChangedAndVanished(long modSeq, FetchItems items) {
        return verb("UID FETCH 1:* " + items.text() + " (CHANGEDSINCE " + modSeq + " VANISHED)")
                .mayBeBad();
    }

    /** RFC 4731 §3.1: the UIDs of all messages as ranges. */
    public static Command uidSearchAll() {
        return verb("UID SEARCH RETURN (ALL) ALL");
    }

    /**
     * Adds or removes flags and keywords (RFC 9051 §6.4.6).
     *
     * @param sign {@code +} or {@code -}
     */
    public static Command uidStore(String uids, char sign, Marks marks) {
        return verb("UID STORE " + uids + " " + sign + "FLAGS.SILENT " + MarkGrammar.format(marks));
    }

    /** RFC 4315 §2.1: only these, whatever else is marked \\Deleted. */
    public static Command uidExpunge(String uids) {
        return verb("UID EXPUNGE " + uids);
    }

    private static Command verb(String words) {
        return new Command(words.substring(0, Math.min(60, words.length()))).words(words);
    }

    /** RFC 7162 §3.1.2.2: a folder whose changes are not counted, which is known when it is selected, says BAD. */
    private Command mayBeBad() {
        toleratesBad = true;
        return this;
    }

    /** True when BAD is an answer like any other; not for a command with a text that the server may read on. */
    boolean toleratesBad() {
        return toleratesBad;
    }

    private Command words(String ascii) {
        text.append(ascii);
        return this;
    }

    /** A wire name: one character stands for one byte. */
    private Command name(String value) {
        return string(value, StandardCharsets.ISO_8859_1);
    }

    /** Quoted where that can hold the value, else a literal (RFC 9051 §4.3). */
    private Command string(String value, Charset charset) {
        if (isQuotable(value)) {
            return words(quoted(value));
        }
        byte[] bytes = value.getBytes(charset);
        words("{" + bytes.length + "}\r\n").awaitGoAhead();
        return words(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    static boolean isQuotable(String value) {
        return value.length() <= LONGEST_QUOTED && value.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private Command awaitGoAhead() {
        segments.add(bytes());
        text.setLength(0);
        return this;
    }

    /** What is sent, piece by piece; before each piece but the first the server must say "+". */
    List<byte[]> segments() {
        List<byte[]> all = new ArrayList<>(segments);
        text.append("\r\n");
        all.add(bytes());
        text.setLength(text.length() - 2);
        return all;
    }

    private byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The verb and what of its arguments is harmless. */
    @Override
    public String toString() {
        return shown;
    }
}
