package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stagepost.endpoint.Compression;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.MailboxSurvey;
import org.stagepost.mailbox.MailboxSurvey.KeywordFate;
import org.stagepost.mailbox.Quota;
import org.stagepost.mailbox.Quota.Resource;
import org.stagepost.mailbox.SeedItem;
import org.stagepost.mailbox.ServerTraits.Announcing;
import org.stagepost.mailbox.ServerTraits.Changes;
import org.stagepost.model.FolderPath;
import org.stagepost.testing.RequiresServer;

/** A mailbox of a real server before a copy. */
@RequiresServer({"dovecot", "cyrmaster", "saslpasswd2"})
@Timeout(60)
class SurveyTest {
    private static final ImapMailboxConnector CONNECTOR = new ImapMailboxConnector();

    private static MailboxSurvey at(DovecotKit dovecot) {
        return CONNECTOR.openSurvey(dovecot.endpoint(), Endpoints.user(DovecotKit.USER, DovecotKit.PASSWORD));
    }

    @Test
    void dovecotTellsItsQuotaAndThePathOfACopy() {
        try (DovecotKit dovecot = new DovecotKit(Map.of("QUOTA", "3M"))) {
            dovecot.fill(List.of(SeedItem.in(FolderPath.INBOX, "one")));

            try (MailboxSurvey survey = at(dovecot)) {
                assertThat(survey.quotas()).singleElement().satisfies(quota -> {
                    assertThat(quota.resource()).isEqualTo(Resource.BYTES);
                    assertThat(quota.limit()).isEqualTo(3 * 1024 * 1024);
                    assertThat(quota.used()).isEqualTo(1024);
                });
                assertThat(survey.traits().capabilities())
                        .containsExactlyInAnyOrder(
                                Capability.CHANGES,
                                Capability.KEYS_ON_APPEND,
                                Capability.REMOVAL,
                                Capability.ATOMIC_SLICES);
                assertThat(survey.traits().announcing()).isEqualTo(Announcing.NEVER_WAITS);
                assertThat(survey.traits().changes()).isEqualTo(Changes.ALL);
                assertThat(survey.traits().extensions()).contains("LITERAL+", "QRESYNC", "QUOTA");
                assertThat(survey.roundTrip()).isPositive();
            }
        }
    }

    @Test
    void nothingIsSaidOfWhatAServerDoesNotAnnounce() {
        try (DovecotKit dovecot =
                        new DovecotKit(Map.of("QUOTA", "3M", "DOVECOT_HIDE", "QUOTA MULTIAPPEND LITERAL+ QRESYNC"));
                MailboxSurvey survey = at(dovecot)) {
            assertThat(survey.quotas()).isEmpty();
            assertThat(survey.traits().capabilities()).doesNotContain(Capability.ATOMIC_SLICES);
            assertThat(survey.traits().announcing()).isEqualTo(Announcing.ALWAYS_WAITS);
            assertThat(survey.traits().changes()).isEqualTo(Changes.NEW_AND_MARKED);
        }
    }

    @Test
    void aLookTakesNoMarkOfNewMailAway() throws MessagingException {
        try (DovecotKit dovecot = new DovecotKit(Map.of());
                OtherClient client = dovecot.otherClient()) {
            dovecot.fill(List.of(SeedItem.in(FolderPath.INBOX, "one")));
            List<String> before = client.look(FolderPath.INBOX);
            long changes = client.highestModSeq(FolderPath.INBOX);

            try (MailboxSurvey survey = at(dovecot)) {
                survey.mailbox().folders();
                survey.mailbox().list(FolderPath.INBOX).await();
                survey.quotas();
                survey.fate("$Label1");
            }

            assertThat(client.look(FolderPath.INBOX)).isEqualTo(before);
            assertThat(client.highestModSeq(FolderPath.INBOX)).isEqualTo(changes);
        }
    }

    @Test
    void keywordsAreInDoubtWhereOnlyAWriterIsTold() {
        try (DovecotKit dovecot = new DovecotKit(Map.of());
                MailboxSurvey survey = at(dovecot)) {
            assertThat(survey.fate("$Label1")).isEqualTo(KeywordFate.UNKNOWN);
            assertThat(survey.fate("not)sendable")).isEqualTo(KeywordFate.LOST);
        }
    }

    @Test
    void aNameWithTheSeparatorIsEscapedAsACopyWouldDoIt() {
        try (DovecotKit dovecot = new DovecotKit(Map.of("SEP", "."));
                MailboxSurvey survey = at(dovecot)) {
            assertThat(survey.storable(FolderPath.of("Mr. Work"))).isEqualTo(FolderPath.of("Mr=2E Work"));
            assertThat(survey.storable(FolderPath.of("Work", "Deep"))).isEqualTo(FolderPath.of("Work", "Deep"));
        }
    }

    @Test
    void cyrusTellsItsQuotaAndThePathOfACopy() {
        try (CyrusKit cyrus = new CyrusKit(Compression.AUTO)) {
            cyrus.fill(List.of(SeedItem.in(FolderPath.INBOX, "one")));

            try (MailboxSurvey survey =
                    CONNECTOR.openSurvey(cyrus.endpoint(), Endpoints.user(CyrusKit.USER, CyrusKit.PASSWORD))) {
                assertThat(survey.quotas())
                        .extracting(Quota::resource, Quota::limit)
                        .containsExactly(tuple(Resource.BYTES, 1048576L * 1024));
                assertThat(survey.traits().capabilities())
                        .containsAll(Set.of(Capability.KEYS_ON_APPEND, Capability.ATOMIC_SLICES));
                assertThat(survey.storable(FolderPath.of("Mr. Work"))).isEqualTo(FolderPath.of("Mr=2E Work"));
            }
        }
    }
}
