package org.stagepost.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.imap.wire.Refusals.Moment;
import org.stagepost.imap.wire.TaggedReply.Status;
import org.stagepost.model.FailureCode;

/** The replies are those of real servers; see the table in {@link Refusals}. */
class RefusalsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LOGIN  | AUTHENTICATIONFAILED | Authentication failed.                                | CREDENTIALS_REFUSED
            LOGIN  | AUTHORIZATIONFAILED  | No such mailbox                                       | CREDENTIALS_REFUSED
            LOGIN  | EXPIRED              | Password expired                                      | CREDENTIALS_REFUSED
            LOGIN  | ''                   | LOGIN failed.                                         | CREDENTIALS_REFUSED
            LOGIN  | PRIVACYREQUIRED      | Plaintext authentication disallowed on non-secure     | ENDPOINT_REFUSED
            LOGIN  | UNAVAILABLE          | Temporary authentication failure.                     | MAILBOX_BUSY
            LOGIN  | UNAVAILABLE          | Maximum number of connections from user+IP exceeded   | MAILBOX_BUSY
            LOGIN  | LIMIT                | Busy                                                  | ENDPOINT_THROTTLED
            LOGIN  | ''                   | Too many simultaneous connections. (Failure)          | ENDPOINT_THROTTLED
            LOGIN  | SERVERBUG            | Internal error                                        | MAILBOX_BUSY
            LOGIN  | INUSE                | Mailbox is locked                                     | MAILBOX_BUSY
            OPEN   | NONEXISTENT          | Mailbox doesn't exist: x                              | FOLDER_GONE
            OPEN   | ''                   | Mailbox does not exist                                | FOLDER_REFUSED
            OPEN   | NOPERM               | Permission denied                                     | FOLDER_REFUSED
            OPEN   | SERVERBUG            | Internal error occurred.                              | MAILBOX_BUSY
            OPEN   | INUSE                | Locked                                                | MAILBOX_BUSY
            OPEN   | UNAVAILABLE          | Backend down                                          | ENDPOINT_UNREACHABLE
            FETCH  | SERVERBUG            | Internal error occurred.                              | ITEM_UNREADABLE
            FETCH  | ''                   | The requested message could not be converted          | ITEM_UNREADABLE
            FETCH  | TRYCREATE            | Mailbox does not exist                                | FOLDER_GONE
            FETCH  | THROTTLED            | Request is throttled. Suggested Backoff Time: 2000    | ENDPOINT_THROTTLED
            CREATE | CANNOT               | Invalid mailbox name                                  | FOLDER_NAME_REFUSED
            CREATE | ''                   | Permission denied                                     | FOLDER_NAME_REFUSED
            CREATE | NONEXISTENT          | Parent folder is missing                              | FOLDER_NAME_REFUSED
            CREATE | OVERQUOTA            | Quota exceeded                                        | TARGET_QUOTA_FULL
            CREATE | SERVERBUG            | Internal error occurred.                              | MAILBOX_BUSY
            APPEND | OVERQUOTA            | Quota exceeded (mailbox for user is full)             | TARGET_QUOTA_FULL
            APPEND | ''                   | Over quota                                            | TARGET_QUOTA_FULL
            APPEND | ''                   | APPEND failed: account exceeds its storage quota      | TARGET_QUOTA_FULL
            APPEND | TOOBIG               | Message too large                                     | ITEM_TOO_LARGE
            APPEND | LIMIT                | Message size limit                                    | ITEM_TOO_LARGE
            APPEND | ''                   | Message exceeds fixed maximum message size            | ITEM_TOO_LARGE
            APPEND | ''                   | Message is too long                                   | ITEM_TOO_LARGE
            APPEND | ''                   | Message size exceeds the limit                        | ITEM_TOO_LARGE
            APPEND | ''                   | Keyword name too long                                 | ITEM_REFUSED
            APPEND | ''                   | Header line exceeds the limit                         | ITEM_REFUSED
            APPEND | ''                   | Message contains invalid header                       | ITEM_REFUSED
            APPEND | ''                   | Can't save a zero byte message.                       | ITEM_REFUSED
            APPEND | TRYCREATE            | Mailbox doesn't exist                                 | FOLDER_GONE
            APPEND | SERVERBUG            | Internal error occurred.                              | MAILBOX_BUSY
            APPEND | UNAVAILABLE          | Try again                                             | ENDPOINT_UNREACHABLE
            STORE  | ''                   | Too many user flags in mailbox                        | ITEM_REFUSED
            STORE  | NONEXISTENT          | Gone                                                  | FOLDER_GONE
            BYE    | ''                   | Server shutting down.                                 | ENDPOINT_UNREACHABLE
            BYE    | UNAVAILABLE          | Try later                                             | ENDPOINT_UNREACHABLE
            BYE    | ''                   | IMAP session state is inconsistent, please relogin.   | MAILBOX_BUSY
            BYE    | ''                   | Too many connections                                  | ENDPOINT_THROTTLED
            """)
    void meansTheFailure(Moment moment, String code, String text, FailureCode meaning) {
        TaggedReply reply = new TaggedReply(Status.NO, new ResponseCode(code, ""), text);

        assertThat(Refusals.meaning(moment, reply)).isEqualTo(meaning);
    }

    @Test
    void takesAnEndlessReply() {
        TaggedReply reply = new TaggedReply(Status.NO, ResponseCode.NONE, "exceeds " + "a ".repeat(32 * 1024));

        assertThat(Refusals.meaning(Moment.APPEND, reply)).isEqualTo(FailureCode.ITEM_REFUSED);
    }
}
