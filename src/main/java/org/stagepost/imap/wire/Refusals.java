package org.stagepost.imap.wire;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Origin;

/**
 * What a server's refusal means: its code (RFC 5530) first, then the words of servers that send none; a table.
 * The words were seen at Exchange Online, Gmail, Yahoo, Dovecot, Cyrus and Stalwart.
 */
public final class Refusals {
    /** What was refused, or how the server broke off. */
    public enum Moment {
        LOGIN,
        OPEN,
        FETCH,
        CREATE,
        APPEND,
        STORE,
        BAD,
        BYE
    }

    /**
     * @param code empty: the words decide; both empty: whatever is left
     * @param explanation what an administrator should know besides the server's words; mostly empty
     */
    private record Row(Set<Moment> moments, String code, Pattern words, FailureCode meaning, String explanation) {
        boolean matches(Moment moment, TaggedReply reply) {
            return moments.contains(moment)
                    && (code.isEmpty() || reply.code().is(code))
                    && words.matcher(beginning(reply.text())).find();
        }

        Row explained(String text) {
            return new Row(moments, code, words, meaning, " (" + text + ")");
        }
    }

    /** More is no explanation any more, and regular expressions go deep into long texts. */
    private static final int LONGEST_MATCHED = 1000;

    private static final Set<Moment> ALWAYS = EnumSet.allOf(Moment.class);
    private static final Set<Moment> IN_SESSION =
            EnumSet.of(Moment.OPEN, Moment.FETCH, Moment.CREATE, Moment.APPEND, Moment.STORE);
    private static final Set<Moment> ON_A_FOLDER = EnumSet.of(Moment.OPEN, Moment.FETCH, Moment.APPEND, Moment.STORE);
    private static final Set<Moment> WRITING = EnumSet.of(Moment.CREATE, Moment.APPEND, Moment.STORE);
    /** RFC 5530: elsewhere it means too many folders, keywords or bytes. */
    private static final Set<Moment> LIMIT_IS_PACE = EnumSet.of(Moment.LOGIN, Moment.OPEN, Moment.FETCH, Moment.BYE);

    private static final String ANY_CODE = "";
    private static final String ANY_WORDS = "";
    // a reply may quote what it refuses: so these begin it, lest a message's text slows a batch down
    private static final String BEGINNING = "^(\\w+ )?(error: ?)?";
    private static final String PACE_OF_A_USER = BEGINNING
            + "(maximum number of connections from user|too many simultaneous connections"
            + "|too many open connections \\(\\d+ of \\d+ for |account (has )?exceeded (command|(the )?(\\w+ )?bandwidth)"
            + "|too many (\\w+ )?(connections|sessions) (for|per) (this |the )?(user|account|mailbox))";
    private static final String PACE = BEGINNING
            + "((your )?(request|command|session|user)s? (is|are|was|were|has been) (being )?throttled|throttled"
            + "|server (is )?(too )?busy|server unavailable\\. \\d+|(rate|connection) limit|(\\w+ ){0,2}rate limit"
            + "|too many (\\w+ )?(connections|requests|commands|sessions|logins)|slow down"
            + "|maximum (number of )?(\\w+ )?(connections|connection limit))";
    private static final String QUOTA =
            "over ?quota|quota (is )?exceeded|exceed\\w* (\\w+ )*quota|not enough (quota|space)|(mailbox|store) is full";

    private static final String NOT_CONNECTED =
            "Exchange takes the login and does not open the mailbox: the login or application has no permission on it,"
                    + " or the permission was given to the wrong object id of the service principal, or IMAP is switched"
                    + " off for it, or it has no licence, or there were too many new connections within a short time";

    private static final List<Row> TABLE = List.of(
            row(ALWAYS, ANY_CODE, PACE_OF_A_USER, FailureCode.MAILBOX_THROTTLED),
            row(ALWAYS, "THROTTLED", ANY_WORDS, FailureCode.ENDPOINT_THROTTLED),
            row(ALWAYS, ANY_CODE, PACE, FailureCode.ENDPOINT_THROTTLED),
            row(LIMIT_IS_PACE, "LIMIT", ANY_WORDS, FailureCode.ENDPOINT_THROTTLED),
            row(ALWAYS, ANY_CODE, "^user is authenticated but not connected", FailureCode.CREDENTIALS_REFUSED)
                    .explained(NOT_CONNECTED),
            // Dovecot says so when a master user names a mailbox that does not exist; that must not end the batch
            row(Moment.LOGIN, "UNAVAILABLE", ANY_WORDS, FailureCode.MAILBOX_BUSY),
            row(ALWAYS, "UNAVAILABLE", ANY_WORDS, FailureCode.ENDPOINT_UNREACHABLE),
            row(ALWAYS, "INUSE", ANY_WORDS, FailureCode.MAILBOX_BUSY),
            row(WRITING, "OVERQUOTA", ANY_WORDS, FailureCode.TARGET_QUOTA_FULL),
            row(WRITING, ANY_CODE, QUOTA, FailureCode.TARGET_QUOTA_FULL),
            row(Moment.LOGIN, "PRIVACYREQUIRED", ANY_WORDS, FailureCode.ENDPOINT_REFUSED),
            row(Moment.LOGIN, "SERVERBUG", ANY_WORDS, FailureCode.MAILBOX_BUSY),
            row(Moment.LOGIN, ANY_CODE, ANY_WORDS, FailureCode.CREDENTIALS_REFUSED),
            row(Moment.APPEND, "TOOBIG", ANY_WORDS, FailureCode.ITEM_TOO_LARGE),
            row(Moment.APPEND, "LIMIT", ANY_WORDS, FailureCode.ITEM_TOO_LARGE),
            row(
                    Moment.APPEND,
                    ANY_CODE,
                    "too (big|large)|(message|mail|size) (is |was )?too long|exceeds? (\\w+ ){0,3}size"
                            + "|(message|mail|size) exceeds? (\\w+ ){0,3}(limit|maximum)",
                    FailureCode.ITEM_TOO_LARGE),
            row(ON_A_FOLDER, "NONEXISTENT", ANY_WORDS, FailureCode.FOLDER_GONE),
            row(Moment.FETCH, "TRYCREATE", ANY_WORDS, FailureCode.FOLDER_GONE),
            row(Moment.APPEND, "TRYCREATE", ANY_WORDS, FailureCode.FOLDER_GONE),
            row(Moment.FETCH, ANY_CODE, ANY_WORDS, FailureCode.ITEM_UNREADABLE),
            row(IN_SESSION, "SERVERBUG", ANY_WORDS, FailureCode.MAILBOX_BUSY),
            row(Moment.OPEN, ANY_CODE, ANY_WORDS, FailureCode.FOLDER_REFUSED),
            row(Moment.CREATE, ANY_CODE, ANY_WORDS, FailureCode.FOLDER_NAME_REFUSED),
            row(Moment.APPEND, ANY_CODE, ANY_WORDS, FailureCode.ITEM_REFUSED),
            row(Moment.STORE, ANY_CODE, ANY_WORDS, FailureCode.ITEM_REFUSED),
            row(Moment.BAD, ANY_CODE, ANY_WORDS, FailureCode.PROTOCOL_VIOLATED),
            row(Moment.BYE, ANY_CODE, "inconsistent|deleted|no longer", FailureCode.MAILBOX_BUSY),
            row(Moment.BYE, ANY_CODE, ANY_WORDS, FailureCode.ENDPOINT_UNREACHABLE));

    private Refusals() {}

    /** @param what was refused, for a person: {@code folder Work} */
    public static MigrationException failure(Moment moment, Endpoint endpoint, String what, TaggedReply reply) {
        Row row = row(moment, reply);
        return new MigrationException(
                row.meaning(),
                endpoint.address() + ": " + what + ": " + reply.words() + row.explanation(),
                null,
                new Origin(endpoint.address(), SuggestedPause.in(beginning(reply.text()))));
    }

    static FailureCode meaning(Moment moment, TaggedReply reply) {
        return row(moment, reply).meaning();
    }

    private static Row row(Moment moment, TaggedReply reply) {
        return TABLE.stream()
                .filter(row -> row.matches(moment, reply))
                .findFirst()
                .orElseThrow();
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_MATCHED));
    }

    private static Row row(Moment moment, String code, String words, FailureCode meaning) {
        return row(EnumSet.of(moment), code, words, meaning);
    }

    private static Row row(Set<Moment> moments, String code, String words, FailureCode meaning) {
        return new Row(moments, code, Pattern.compile(words, Pattern.CASE_INSENSITIVE), meaning, "");
    }
}
