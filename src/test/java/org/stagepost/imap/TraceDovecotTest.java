package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stagepost.endpoint.Compression;
import org.stagepost.mailbox.CollectingSink;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.mailbox.SeedItem;
import org.stagepost.mailbox.SourceMailbox;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.model.FolderPath;
import org.stagepost.model.MigrationException;
import org.stagepost.testing.RequiresServer;

/** Who reads along sees the protocol, and neither secrets nor messages. */
@RequiresServer("dovecot")
@Timeout(60)
class TraceDovecotTest {
    private static final FolderPath WORK = FolderPath.of("Work");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private MailboxLogin login(String password) {
        return Endpoints.user(DovecotKit.USER, password).tracedBy(lines::add);
    }

    private void work(DovecotKit dovecot) {
        dovecot.fill(List.of(SeedItem.in(FolderPath.INBOX, "canary-subject")));
        var connector = new ImapMailboxConnector();
        try (SourceMailbox source = connector.openSource(dovecot.endpoint(), login(DovecotKit.PASSWORD));
                TargetMailbox target = connector.openTarget(dovecot.endpoint(), login(DovecotKit.PASSWORD))) {
            source.folders();
            List<ItemKey> keys = source.list(FolderPath.INBOX).await().items().stream()
                    .map(ItemSummary::key)
                    .toList();
            source.read(FolderPath.INBOX, keys, new CollectingSink()).await();
            target.create(WORK, Set.of()).await();
            FlaggedAfterAppendTest.write(target, WORK).await();
        }
    }

    private void holdsTheProtocolOnly() {
        assertThat(lines).anyMatch(line -> line.matches("old-mail:[0-9]+ - connected to .*"));
        assertThat(lines).anyMatch(line -> line.matches("old-mail:[0-9]+ > s[0-9]+ (LOGIN|AUTHENTICATE) [*]{3}"));
        assertThat(lines).anyMatch(line -> line.matches("old-mail:[0-9]+ < s[0-9]+ OK [*]{3}"));
        assertThat(lines).anyMatch(line -> line.contains(" < * CAPABILITY ") || line.contains("[CAPABILITY "));
        assertThat(lines).anyMatch(line -> line.matches(".* < [*] 1 FETCH .*BODY\\[].* \\{[0-9]+}"));
        assertThat(lines).anyMatch(line -> line.matches(".* > s[0-9]+ APPEND .*Work.* \\{5\\+?}"));
        assertThat(lines).anyMatch(line -> line.contains(" > (5 bytes)"));
        assertThat(lines).anyMatch(line -> line.endsWith(" - closed"));
        assertThat(lines)
                .noneMatch(line ->
                        line.contains("canary-subject") || line.contains("aus ") || line.contains(DovecotKit.PASSWORD));
    }

    @Test
    void showsTheProtocolAndNeitherSecretsNorMessages() {
        try (DovecotKit dovecot = new DovecotKit(Map.of())) {
            work(dovecot);
        }

        holdsTheProtocolOnly();
    }

    @Test
    void readsAlongAboveCompression() {
        try (DovecotKit dovecot = new DovecotKit(Map.of(), Compression.ALWAYS)) {
            work(dovecot);
        }

        assertThat(lines).anyMatch(line -> line.contains("COMPRESS DEFLATE"));
        holdsTheProtocolOnly();
    }

    @Test
    void aLoginThatIsRefusedIsNotShownEither() {
        try (DovecotKit dovecot = new DovecotKit(Map.of())) {
            assertThatThrownBy(() -> new ImapMailboxConnector().openSource(dovecot.endpoint(), login("hunter2-canary")))
                    .isInstanceOf(MigrationException.class);
        }

        assertThat(lines).anyMatch(line -> line.matches("old-mail:[0-9]+ < s[0-9]+ NO [*]{3}"));
        assertThat(lines).noneMatch(line -> line.contains("hunter2") || line.contains("AUTHENTICATIONFAILED"));
    }
}
