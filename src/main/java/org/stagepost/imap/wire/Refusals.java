package org.stagepost.imap.wire;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.stagepost.model.FailureCode;

/** What a server's refusal means: its code (RFC 5530) first, then the words of servers that send none; a table. */
public final class Refusals {
    /** What was refused. */
    public enum Moment {
        LOGIN,
        OPEN,
        FETCH,
        CREATE,
        APPEND,
        STORE,
        BYE
    }

    /** @param code empty: the words decide; both empty: whatever is left */
    private record Row(Set<Moment> moments, String code, Pattern words, FailureCode meaning) {
        boolean matches(Moment moment, TaggedReply reply) {
            return moments.contains(moment)
                    && (code.isEmpty() || reply.code().is(code))
                    && words.matcher(beginning(reply.text())).find();
        }
    }

    /** More is no explanation any more, and regular expressions go deep into long texts. */
    private static final int LONGEST_MATCHED = 1000;

    private static final Set<Moment> ALWAYS = EnumSet.allOf(Moment.class);
    private static final Set<Moment> IN_SESSION =
            EnumSet.of(Moment.OPEN, Moment.FETCH, Moment.CREATE, Moment.APPEND, Moment.STORE);
    private static final Set<Moment> ON_A_FOLDER = EnumSet.of(Moment.OPEN, Moment.FETCH, Moment.APPEND, Moment.STORE);
    private static final Set<Moment> WRITING = EnumSet.of(Moment.CREATE, Moment.APPEND, Moment.STORE);
    private static final String ANY_CODE = "";
    private static final String ANY_WORDS = "";
    private static final String THROTTLING = "throttl|rate limit|too many (simultaneous |concurrent )?"
            + "(connection|request|command|session)|slow down";
    private static final String QUOTA =
            "over ?quota|quota (is )?exceeded|exceed\\w* (\\w+ )*quota|not enough (quota|space)|(mailbox|store) is full";

    private static final List<Row> TABLE = List.of(
            row(ALWAYS, ANY_CODE, "connections? from user|per user", FailureCode.MAILBOX_BUSY),
            row(ALWAYS, "THROTTLED", ANY_WORDS, FailureCode.ENDPOINT_THROTTLED),
            row(ALWAYS, ANY_CODE, THROTTLING, FailureCode.ENDPOINT_THROTTLED),
            // Dovecot says so when a master user names a mailbox that does not exist; that must not end the batch
            row(Moment.LOGIN, "UNAVAILABLE", ANY_WORDS, FailureCode.MAILBOX_BUSY),
            row(ALWAYS, "UNAVAILABLE", ANY_WORDS, FailureCode.ENDPOINT_UNREACHABLE),
            row(ALWAYS, "INUSE", ANY_WORDS, FailureCode.MAILBOX_BUSY),
            row(WRITING, "OVERQUOTA", ANY_WORDS, FailureCode.TARGET_QUOTA_FULL),
            row(WRITING, ANY_CODE, QUOTA, FailureCode.TARGET_QUOTA_FULL),
            row(Moment.LOGIN, "PRIVACYREQUIRED", ANY_WORDS, FailureCode.ENDPOINT_REFUSED),
            row(Moment.LOGIN, "LIMIT", ANY_WORDS, FailureCode.ENDPOINT_THROTTLED),
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
            row(Moment.BYE, ANY_CODE, "inconsistent|deleted|no longer", FailureCode.MAILBOX_BUSY),
            row(Moment.BYE, ANY_CODE, ANY_WORDS, FailureCode.ENDPOINT_UNREACHABLE));

    private Refusals() {}

    public static FailureCode meaning(Moment moment, TaggedReply reply) {
        return TABLE.stream()
                .filter(row -> row.matches(moment, reply))
                .findFirst()
                .orElseThrow()
                .meaning();
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_MATCHED));
    }

    private static Row row(Moment moment, String code, String words, FailureCode meaning) {
        return row(EnumSet.of(moment), code, words, meaning);
    }

    private static Row row(Set<Moment> moments, String code, String words, FailureCode meaning) {
        return new Row(moments, code, Pattern.compile(words, Pattern.CASE_INSENSITIVE), meaning);
    }
}
