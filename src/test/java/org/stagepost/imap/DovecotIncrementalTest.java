package org.stagepost.imap;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.Marks.Flag;
import org.stagepost.mailbox.SeedItem;
import org.stagepost.mailbox.TargetMailbox;
import org.stagepost.mailbox.WireTap;
import org.stagepost.model.FolderPath;
import org.stagepost.sync.CopyContext;
import org.stagepost.sync.CopyProgress;
import org.stagepost.sync.CopySettings;
import org.stagepost.sync.FolderChoice;
import org.stagepost.sync.FolderTally;
import org.stagepost.sync.LabelMode;
import org.stagepost.sync.MailboxCopy;
import org.stagepost.sync.MemoryJournal;
import org.stagepost.sync.PairOpening;
import org.stagepost.sync.Slice;
import org.stagepost.sync.TargetOpening;
import org.stagepost.testing.RequiresServer;

/** Passes after the first between two mailboxes of a real Dovecot, with and without what it can tell of changes. */
@RequiresServer("dovecot")
class DovecotIncrementalTest {
    @Nested
    class Counting extends Passes {
        Counting() {
            super("");
        }

        @Test
        void nothingChangedIsOneListingAndNoLoginAtTheTarget() throws Exception {
            pass();
            pass();
            source.commands();
            targetLogins = 0;

            pass();

            assertThat(targetLogins).isZero();
            assertThat(source.commands())
                    .noneMatch(command -> command.contains("FETCH") || command.startsWith("STATUS"))
                    .filteredOn(command -> command.startsWith("LIST"))
                    .hasSize(1);
        }

        @Test
        void onlyWhatChangedIsFetched() throws Exception {
            pass();
            pass();
            add(USER, WORK, "new");
            mark(USER, WORK, 3, Flag.FLAGGED);
            source.commands();

            pass();

            List<String> fetches = source.commands().stream()
                    .filter(command -> command.contains("FETCH"))
                    .toList();
            assertThat(fetches.get(0)).contains("CHANGEDSINCE", "VANISHED");
            assertThat(fetches.get(1)).startsWith("UID FETCH 51 ");
            assertSame(WORK);
        }
    }

    @Nested
    class Bare extends Passes {
        Bare() {
            super("LIST-EXTENDED SPECIAL-USE CONDSTORE QRESYNC LIST-STATUS ENABLE ESEARCH");
        }
    }

    @TestInstance(Lifecycle.PER_CLASS)
    abstract static class Passes {
        static final String USER = "user01";
        static final String OTHER = "user02";
        static final FolderPath WORK = FolderPath.of("Work");
        static final FolderPath RENAMED = FolderPath.of("Renamed");

        private static final ImapMailboxConnector CONNECTOR = new ImapMailboxConnector();

        private final String hidden;
        private MemoryJournal journal = new MemoryJournal(WireTap.NONE);
        private DovecotKit dovecot;
        CountingRelay source;
        int targetLogins;
        private int passes;
        boolean mirror;

        private Path spool = Path.of("");

        Passes(String hidden) {
            this.hidden = hidden;
        }

        @BeforeAll
        void start(@TempDir Path folder) {
            spool = folder;
            dovecot = new DovecotKit(Map.of("DOVECOT_HIDE", hidden));
        }

        @AfterAll
        void stop() {
            dovecot.close();
        }

        @BeforeEach
        void fill() throws Exception {
            journal = new MemoryJournal(WireTap.NONE);
            targetLogins = 0;
            mirror = false;
            source = new CountingRelay(dovecot.port());
            try (OtherClient client = client(OTHER)) {
                client.empty();
            }
            List<SeedItem> items = new ArrayList<>();
            IntStream.rangeClosed(1, 3).forEach(i -> items.add(item(FolderPath.INBOX, "mail " + i)));
            IntStream.rangeClosed(1, 50).forEach(i -> items.add(item(WORK, "work " + i)));
            dovecot.fill(items);
        }

        @AfterEach
        void closeRelay() throws IOException {
            source.close();
        }

        @Test
        void nothingChangedWritesNothing() throws Exception {
            pass();
            FolderTally tally = pass();

            assertThat(tally.copied() + tally.adopted()).isEqualTo(53);
            assertSame(FolderPath.INBOX);
            assertSame(WORK);
        }

        @Test
        void marksOfBothSidesAreKept() throws Exception {
            pass();
            mark(USER, WORK, 0, Flag.SEEN);
            mark(OTHER, WORK, 0, Flag.FLAGGED);
            mark(OTHER, WORK, 1, Flag.ANSWERED);

            pass();

            assertThat(look(OTHER, WORK))
                    .startsWith("work 1 seen flagged", "work 2 answered", "work 3")
                    .hasSize(50);
        }

        @Test
        void deletedMailStaysUnlessTheTargetIsAMirror() throws Exception {
            pass();
            add(OTHER, WORK, "foreign");
            dovecot.delete(WORK, 10);
            pass();
            assertThat(look(OTHER, WORK)).contains("work 11").hasSize(51);

            mirror = true;
            FolderTally tally = pass();

            assertThat(look(OTHER, WORK))
                    .doesNotContain("work 11")
                    .contains("foreign")
                    .hasSize(50);
            assertThat(tally.vanished()).isEqualTo(1);
        }

        @Test
        void renamedFolderGoesOnIntoTheFolderThatItHad() throws Exception {
            pass();
            try (OtherClient client = client(USER)) {
                client.rename(WORK, RENAMED);
            }
            add(USER, RENAMED, "new");

            FolderTally tally = pass();

            assertThat(look(OTHER, WORK)).isEqualTo(look(USER, RENAMED)).hasSize(51);
            assertThat(look(OTHER, RENAMED)).isEmpty();
            assertThat(tally.copied() + tally.adopted()).isEqualTo(54);
        }

        FolderTally pass() {
            CopySettings settings =
                    new CopySettings(FolderChoice.ALL, -1, -1, 100, 1_000_000, mirror, LabelMode.ONE_COPY, spool);
            CopyContext context = new CopyContext(settings, CopyProgress.SILENT, clock(), duration -> {});
            try (MailboxCopy copy = new MailboxCopy(
                    CONNECTOR.openSource(Endpoints.plain(source.port()), Endpoints.user(USER, DovecotKit.PASSWORD)),
                    new OtherMailbox(),
                    PairOpening.NONE,
                    journal,
                    context)) {
                for (Optional<Slice> slice = copy.next(); slice.isPresent(); slice = copy.next()) {
                    copy.copy(slice.get());
                }
                assertThat(copy.failedFolders()).isEmpty();
                assertThat(copy.tally().pending()).isZero();
                return copy.tally();
            }
        }

        private final class OtherMailbox implements TargetOpening {
            private @Nullable TargetMailbox opened;

            @Override
            public TargetMailbox open() {
                TargetMailbox target = opened == null ? login() : opened;
                opened = target;
                return target;
            }

            private TargetMailbox login() {
                targetLogins++;
                return CONNECTOR.openTarget(dovecot.endpoint(), Endpoints.user(OTHER, DovecotKit.PASSWORD));
            }

            @Override
            public void close() {
                if (opened != null) {
                    opened.close();
                }
            }
        }

        /** Passes are so far apart that nothing of the one before can still arrive. */
        private Clock clock() {
            return Clock.offset(Clock.systemUTC(), Duration.ofMinutes(11L * passes++));
        }

        void assertSame(FolderPath folder) throws MessagingException {
            assertThat(look(OTHER, folder)).isEqualTo(look(USER, folder));
        }

        void mark(String user, FolderPath folder, int index, Flag flag) throws MessagingException {
            try (OtherClient client = client(user)) {
                client.mark(folder, index, new Marks(Set.of(flag), Set.of()), true);
            }
        }

        void add(String user, FolderPath folder, String subject) throws MessagingException {
            try (OtherClient client = client(user)) {
                client.add(List.of(item(folder, subject)));
            }
        }

        private List<String> look(String user, FolderPath folder) throws MessagingException {
            try (OtherClient client = client(user)) {
                return client.look(folder);
            }
        }

        private OtherClient client(String user) throws MessagingException {
            return new OtherClient(dovecot.port(), user, DovecotKit.PASSWORD);
        }

        private static SeedItem item(FolderPath folder, String subject) {
            return SeedItem.in(folder, subject).marked(Marks.NONE);
        }
    }
}
