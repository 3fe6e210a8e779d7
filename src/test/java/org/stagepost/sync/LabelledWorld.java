package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.Folder;
import org.stagepost.mailbox.ItemIdentity;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.MemoryItem;
import org.stagepost.mailbox.MemoryMailbox;
import org.stagepost.model.FolderPath;
import org.stagepost.model.SpecialUse;

/** A source that shows each message in the folder of each of its labels and in that of all mail, as Gmail does. */
final class LabelledWorld {
    static final String ALL = "[Gmail]/All Mail";
    static final String STARRED = "[Gmail]/Starred";
    static final String SENT = "[Gmail]/Sent Mail";
    static final String DRAFTS = "[Gmail]/Drafts";
    static final String TRASH = "[Gmail]/Trash";
    static final String ARCHIVE = "Archive";

    final World world;

    LabelledWorld(Set<Capability> target) {
        this(new World(target));
    }

    private LabelledWorld(World world) {
        this.world = world;
        world.source
                .with(EnumSet.of(Capability.CHANGES, Capability.LABELS))
                .folder(FolderPath.parse(ALL), SpecialUse.ALL)
                .folder(FolderPath.parse(STARRED), SpecialUse.FLAGGED)
                .folder(FolderPath.parse(SENT), SpecialUse.SENT)
                .folder(FolderPath.parse(DRAFTS), SpecialUse.DRAFTS)
                .folder(FolderPath.parse(TRASH), SpecialUse.TRASH);
        world.target.folder(FolderPath.parse(ARCHIVE), SpecialUse.ARCHIVE);
    }

    static LabelledWorld able() {
        return new LabelledWorld(World.able());
    }

    LabelledWorld labels(String... names) {
        Arrays.stream(names).map(FolderPath::parse).forEach(world.source::folder);
        return this;
    }

    /** One message, shown in these folders. */
    LabelledWorld message(String id, String... folders) {
        for (String folder : folders) {
            label(id, folder);
        }
        return this;
    }

    void label(String id, String folder) {
        world.deliver(FolderPath.parse(folder), World.mail(id).identified(id));
    }

    void unlabel(String id, String folder) {
        world.source.expunge(FolderPath.parse(folder), key(id, folder));
    }

    private ItemKey key(String id, String folder) {
        return world.source.items(FolderPath.parse(folder)).stream()
                .filter(item -> item.identity().equals(new ItemIdentity(id)))
                .map(MemoryItem::key)
                .findFirst()
                .orElseThrow();
    }

    /** {@code INBOX: a b, Work: c}; folders without mail are left out. */
    static String places(MemoryMailbox mailbox) {
        Map<FolderPath, Set<String>> places = new TreeMap<>();
        for (Folder folder : mailbox.folders()) {
            if (folder.selectable()) {
                mailbox.items(folder.path())
                        .forEach(item -> places.computeIfAbsent(folder.path(), none -> new TreeSet<>())
                                .add(subject(item)));
            }
        }
        return places.entrySet().stream()
                .map(place -> place.getKey() + ": " + String.join(" ", place.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** One word for each message that stands there, as often as it does. */
    static List<String> subjects(MemoryMailbox mailbox) {
        List<String> subjects = new ArrayList<>();
        for (Folder folder : mailbox.folders()) {
            if (folder.selectable()) {
                mailbox.items(folder.path()).forEach(item -> subjects.add(subject(item)));
            }
        }
        return subjects;
    }

    private static String subject(MemoryItem item) {
        return item.text().replaceAll("(?s).*Subject: (\\S+).*", "$1");
    }

    /** Where the messages are on the target after one more run. */
    String copied() {
        FolderTally tally = world.copyAll();
        assertThat(tally.pending()).isZero();
        return places(world.target);
    }

    /** The next run has nothing to do. */
    void assertSettled() {
        world.tap.heal();
        world.copyAll();
        assertThat(world.tap.writes()).isEmpty();
    }
}
