package org.stagepost.imap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Security;
import org.stagepost.imap.wire.Refusals.Moment;
import org.stagepost.imap.wire.TaggedReply.Status;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Origin;

/** The replies are those of real servers; see the table in {@link Refusals}. */
class RefusalsTest {
    private static final Endpoint ENDPOINT =
            Endpoint.at("old-mail", EndpointKind.IMAP, "mail.example.test", 993, Protection.of(Security.TLS, ""));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LOGIN  | AUTHENTICATIONFAILED | Authentication failed.                                | CREDENTIALS_REFUSED
            LOGIN  | AUTHORIZATIONFAILED  | No such mailbox                                       | CREDENTIALS_REFUSED
            LOGIN  | EXPIRED              | Password expired                                      | CREDENTIALS_REFUSED
            LOGIN  | ''                   | LOGIN failed.                                         | CREDENTIALS_REFUSED
            LOGIN  | PRIVACYREQUIRED      | Plaintext authentication disallowed on non-secure     | ENDPOINT_REFUSED
            LOGIN  | UNAVAILABLE          | Temporary authentication failure.                     | MAILBOX_BUSY
            LOGIN  | UNAVAILABLE          | Maximum number of connections from user+IP exceeded   | MAILBOX_THROTTLED
            LOGIN  | LIMIT                | Busy                                                  | ENDPOINT_THROTTLED
            LOGIN  | ''                   | Too many simultaneous connections. (Failure)          | MAILBOX_THROTTLED
            LOGIN  | ''                   | Too many open connections (5 of 4 from [192.0.2.1])   | ENDPOINT_THROTTLED
            LOGIN  | ''                   | Too many open connections (3 of 9 from a, 5 of 4 for b) | ENDPOINT_THROTTLED
            LOGIN  | ''                   | Too many open connections (5 of 4 for ann)            | MAILBOX_THROTTLED
            LOGIN  | LIMIT                | LOGIN Rate limit hit                                  | ENDPOINT_THROTTLED
            LOGIN  | ''                   | Server Busy. Please retry later.                      | ENDPOINT_THROTTLED
            LOGIN  | ''                   | User is authenticated but not connected.              | CREDENTIALS_REFUSED
            LOGIN  | ALERT                | Account exceeded command or bandwidth limits. (Failure) | MAILBOX_THROTTLED
            OPEN   | LIMIT                | Too many requests.                                    | ENDPOINT_THROTTLED
            OPEN   | ''                   | Server Unavailable. 15                                | ENDPOINT_THROTTLED
            OPEN   | ''                   | Request is throttled. Suggested Backoff Time: 299609 milliseconds | ENDPOINT_THROTTLED
            OPEN   | UNAVAILABLE          | SELECT Backend error. Retry later.                    | ENDPOINT_UNREACHABLE
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
            FETCH  | LIMIT                | UID FETCH Rate limit hit.                             | ENDPOINT_THROTTLED
            FETCH  | OVERQUOTA            | Account exceeded command or bandwidth limits. (Failure) | MAILBOX_THROTTLED
            FETCH  | UNAVAILABLE          | UID FETCH Server error - Please try again later       | ENDPOINT_UNREACHABLE
            FETCH  | ''                   | Message holds the words: server busy                  | ITEM_UNREADABLE
            CREATE | LIMIT                | Too many folders                                      | FOLDER_NAME_REFUSED
            CREATE | CANNOT               | Invalid mailbox name                                  | FOLDER_NAME_REFUSED
            CREATE | ''                   | Permission denied                                     | FOLDER_NAME_REFUSED
            CREATE | NONEXISTENT          | Parent folder is missing                              | FOLDER_NAME_REFUSED
            CREATE | OVERQUOTA            | Quota exceeded                                        | TARGET_QUOTA_FULL
            CREATE | SERVERBUG            | Internal error occurred.                              | MAILBOX_BUSY
            APPEND | OVERQUOTA            | Quota exceeded (mailbox for user is full)             | TARGET_QUOTA_FULL
            APPEND | ''                   | Over quota                                            | TARGET_QUOTA_FULL
            APPEND | ''                   | APPEND failed: account exceeds its storage quota      | TARGET_QUOTA_FULL
            APPEND | OVERQUOTA            | Account exceeded command or bandwidth limits. (Failure) | MAILBOX_THROTTLED
            APPEND | ''                   | Request is throttled. Suggested Backoff Time: 299187 milliseconds | ENDPOINT_THROTTLED
            APPEND | ''                   | Invalid header "Subject: too many connections"        | ITEM_REFUSED
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
            STORE  | LIMIT                | Too many keywords                                     | ITEM_REFUSED
            STORE  | NONEXISTENT          | Gone                                                  | FOLDER_GONE
            BYE    | ''                   | Server shutting down.                                 | ENDPOINT_UNREACHABLE
            BYE    | UNAVAILABLE          | Try later                                             | ENDPOINT_UNREACHABLE
            BYE    | ''                   | IMAP session state is inconsistent, please relogin.   | MAILBOX_BUSY
            BYE    | ''                   | Too many connections                                  | ENDPOINT_THROTTLED
            BYE    | ''                   | Maximum connection limit reached for 192.0.2.1        | ENDPOINT_THROTTLED
            BYE    | ''                   | Connection closed. 14                                 | ENDPOINT_UNREACHABLE
            BYE    | THROTTLED            | Come back later                                       | ENDPOINT_THROTTLED
            BAD    | ''                   | Request is throttled. Suggested Backoff Time: 89117 milliseconds | ENDPOINT_THROTTLED
            BAD    | ''                   | User is authenticated but not connected.              | CREDENTIALS_REFUSED
            BAD    | ''                   | Error in IMAP command Slow: too many connections      | PROTOCOL_VIOLATED
            BAD    | ''                   | Command Argument Error. 11                            | PROTOCOL_VIOLATED
            """)
    void meansTheFailure(Moment moment, String code, String text, FailureCode meaning) {
        TaggedReply reply = new TaggedReply(Status.NO, new ResponseCode(code, ""), text);

        assertThat(Refusals.meaning(moment, reply)).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Request is throttled. Suggested Backoff Time: 299609 milliseconds    | PT4M59.609S
            Server Busy. The server cannot service this request right now. Suggested Backoff Time: 299000 milliseconds | PT4M59S
            Request is throttled. Suggested Backoff Time: 2000                   | PT2S
            Too many requests, please try again in 5 minutes                     | PT5M
            Rate limit hit, retry after 90 seconds                               | PT1M30S
            Retry-After: 120                                                     | PT2M
            Please wait 1 hour                                                   | PT1H
            Too many simultaneous connections. (Failure)                         | PT0S
            Suggested Backoff Time: soon                                         | PT0S
            Suggested Backoff Time: 99999999999999999999 milliseconds            | PT277H46M39.999S
            """)
    void namesTheTimeToWait(String text, Duration pause) {
        MigrationException failure = Refusals.failure(
                Moment.FETCH, ENDPOINT, "folder INBOX", new TaggedReply(Status.NO, ResponseCode.NONE, text));

        assertThat(failure.origin()).contains(new Origin(ENDPOINT.address(), pause));
    }

    @Test
    void explainsWhatExchangeMeans() {
        MigrationException failure = Refusals.failure(
                Moment.BAD,
                ENDPOINT,
                "the server did not understand NAMESPACE",
                new TaggedReply(Status.BAD, ResponseCode.NONE, "User is authenticated but not connected."));

        assertThat(failure.detail())
                .contains(
                        "BAD User is authenticated but not connected.",
                        "no permission",
                        "object id",
                        "IMAP is switched off",
                        "licence",
                        "too many new connections");
    }

    @Test
    void takesAnEndlessReply() {
        TaggedReply reply = new TaggedReply(Status.NO, ResponseCode.NONE, "exceeds " + "a ".repeat(32 * 1024));

        assertThat(Refusals.meaning(Moment.APPEND, reply)).isEqualTo(FailureCode.ITEM_REFUSED);
    }
}
