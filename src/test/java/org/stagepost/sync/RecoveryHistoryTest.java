package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.ItemSummary;
import org.stagepost.mailbox.Marks;
import org.stagepost.mailbox.MemoryItem;
import org.stagepost.model.FolderPath;

/**
 * Connections die one after the other with several slices to several folders on their way, by chance. What they had sent
 * is stored at once, during the next connection, after it, or never. Nothing of the engine but recovery and audit runs.
 */
class RecoveryHistoryTest {
    private static final List<FolderPath> FOLDERS = List.of(World.INBOX, World.WORK);

    private static final class History {
        final Random random;
        final World world = World.able();
        final Stage stage = new Stage(world);
        final Map<FolderPath, byte[]> states = new HashMap<>();
        final Map<String, Integer> foreign = new HashMap<>();
        final Deque<Runnable> late = new ArrayDeque<>();

        History(long seed) {
            random = new Random(seed);
            world.source.folder(World.WORK);
            world.target.folder(World.WORK);
            for (FolderPath folder : FOLDERS) {
                for (int i = random.nextInt(4); i > 0; i--) {
                    foreign(folder, someMail());
                }
                for (int i = 1 + random.nextInt(12); i > 0; i--) {
                    world.deliver(folder, someMail());
                }
                states.put(folder, FolderStateCodec.encode(stage.ofNow(folder).state()));
            }
        }

        /** Few headers, and bodies of equal length: fingerprints alone do not tell them apart. */
        private MemoryItem someMail() {
            String text = "Subject: " + random.nextInt(2) + "\r\n\r\n" + random.nextInt(2) + "\r\n";
            return MemoryItem.of(text, World.JANUARY, Marks.NONE);
        }

        private void foreign(FolderPath folder, MemoryItem item) {
            foreign.merge(folder + item.text(), 1, Integer::sum);
            world.target.deliver(folder, item);
        }

        /** @param survives all is acknowledged, and an audit ends it */
        void connection(boolean survives) {
            List<FolderAccount> accounts = recovered();
            for (int i = 0; i < FOLDERS.size(); i++) {
                FolderPath folder = FOLDERS.get(i);
                FolderAccount account = accounts.get(i);
                List<ItemKey> pending = account
                        .pending(stage.opened(folder, account).listing().items())
                        .stream()
                        .map(ItemSummary::key)
                        .toList();
                FolderAccount after = send(folder, intended(account, pending), pending, survives);
                states.put(
                        folder,
                        FolderStateCodec.encode(
                                survives ? audited(folder, after).state() : after.state()));
            }
            world.clock.sleep(Duration.ofSeconds(random.nextInt(60)));
        }

        private List<FolderAccount> recovered() {
            List<OpenedFolder> opened = FOLDERS.stream()
                    .map(folder -> stage.opened(folder, known(folder)))
                    .toList();
            landSome();
            return Recovery.recover(stage.session, opened, false);
        }

        private FolderAccount known(FolderPath folder) {
            return FolderAccount.of(FolderStateCodec.decode(states.getOrDefault(folder, new byte[0]))
                    .orElseThrow());
        }

        /** All that is pending, in up to four slices. */
        private FolderAccount intended(FolderAccount account, List<ItemKey> pending) {
            FolderState state = account.state();
            int from = 0;
            for (int slice = 0; slice < 4 && from < pending.size(); slice++) {
                int to = slice == 3 ? pending.size() : from + 1 + random.nextInt(pending.size() - from);
                state = state.withIntent(new Intent(pending.subList(from, to), world.clock.instant()));
                from = to;
            }
            return account.with(state);
        }

        /** In their order: some are acknowledged, some are stored, some will be, and the rest never arrived. */
        private FolderAccount send(FolderPath folder, FolderAccount account, List<ItemKey> keys, boolean survives) {
            int acknowledged = survives ? keys.size() : random.nextInt(keys.size() + 1);
            int stored = acknowledged + random.nextInt(keys.size() - acknowledged + 1);
            int sent = stored + random.nextInt(keys.size() - stored + 1);
            FolderAccount after = account;
            for (ItemKey key : keys.subList(0, acknowledged)) {
                if (random.nextInt(3) == 0) {
                    landSome();
                }
                after = stage.copied(after, folder, key);
            }
            for (ItemKey key : keys.subList(acknowledged, stored)) {
                stage.arrives(folder, key);
            }
            for (ItemKey key : keys.subList(stored, sent)) {
                late.add(() -> stage.arrives(folder, key));
            }
            return after.with(after.state().withoutDecidedIntents().advanced());
        }

        private FolderAccount audited(FolderPath folder, FolderAccount account) {
            Audit audit = new Audit(stage.session, Stage.pair(folder));
            Audit.Finding finding = new Audit.Finding(account, false);
            while (!finding.isClean()) {
                finding = audit.upTo(stage.session.target().mark(folder).await(), finding.account());
            }
            return finding.account();
        }

        private void landSome() {
            for (int i = random.nextInt(late.size() + 1); i > 0; i--) {
                late.remove().run();
            }
            if (random.nextInt(4) == 0) {
                foreign(FOLDERS.get(random.nextInt(2)), World.mail("foreign " + random.nextInt()));
            }
        }

        void landAll() {
            late.forEach(Runnable::run);
            late.clear();
        }
    }

    @RepeatedTest(500)
    void everyItemIsThereOnceAndForeignMailIsUntouched(RepetitionInfo run) {
        History history = new History(run.getCurrentRepetition());
        for (int i = history.random.nextInt(5); i > 0; i--) {
            history.connection(false);
        }
        history.connection(true);
        history.landAll();
        history.connection(true);

        for (FolderPath folder : FOLDERS) {
            List<String> expected = new ArrayList<>();
            history.world.source.items(folder).forEach(item -> expected.add(folder + item.text()));
            history.foreign.forEach((identity, count) -> {
                for (int i = 0; i < count && identity.startsWith(folder.toString()); i++) {
                    expected.add(identity);
                }
            });
            assertThat(history.world.target.items(folder))
                    .extracting(item -> folder + item.text())
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }
}
