package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ImapQuirk;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.ItemOutcome;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.Pending;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FolderPath;
import org.stagepost.testing.RequiresServer;

/** The quirks of an endpoint against a server that has none of them: their remedies do no harm. */
@RequiresServer("dovecot")
@Timeout(60)
class DovecotQuirksTest {
    @Test
    void slicesUnderWayKeepTheirFlagsOnARealServer() {
        try (DovecotKit dovecot = new DovecotKit(Map.of())) {
            Endpoint endpoint = dovecot.endpoint().withQuirks(Set.of(ImapQuirk.values()));
            FolderPath work = FolderPath.of("Work");
            try (TargetMailbox mailbox = new ImapMailboxConnector()
                    .openTarget(endpoint, Endpoints.user(DovecotKit.USER, DovecotKit.PASSWORD))) {
                assertThat(mailbox.capabilities()).contains(Capability.FOLDERS_IGNORE_CASE);
                mailbox.create(work, Set.of()).await();
                List<Pending<List<ItemOutcome>>> underWay = new ArrayList<>();
                for (int slice = 0; slice < 4; slice++) {
                    underWay.add(FlaggedAfterAppendTest.write(mailbox, slice % 2 == 0 ? work : FolderPath.INBOX));
                }
                underWay.forEach(outcomes ->
                        assertThat(outcomes.await()).allMatch(outcome -> outcome.kind() == ItemOutcome.Kind.COPIED));
            }

            try (SourceMailbox copy = dovecot.source()) {
                assertThat(marks(copy, work))
                        .containsExactly(
                                FlaggedAfterAppendTest.STARRED, Marks.NONE, FlaggedAfterAppendTest.STARRED, Marks.NONE);
                assertThat(marks(copy, FolderPath.INBOX))
                        .endsWith(
                                FlaggedAfterAppendTest.STARRED, Marks.NONE, FlaggedAfterAppendTest.STARRED, Marks.NONE);
            }
        }
    }

    private static List<Marks> marks(SourceMailbox mailbox, FolderPath folder) {
        return mailbox.list(folder).await().items().stream()
                .map(item -> item.marks())
                .toList();
    }
}
