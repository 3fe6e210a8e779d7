package org.stagepost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.mailbox.Folder;
import org.stagepost.model.FolderPath;
import org.stagepost.model.SpecialUse;

class FolderPlanTest {
    /** {@code Path[:USE]}, "_" for a space; a path in brackets is a mere node. */
    private static List<Folder> folders(String... descriptions) {
        return Arrays.stream(descriptions).map(FolderPlanTest::folder).toList();
    }

    private static Folder folder(String description) {
        boolean selectable = !description.startsWith("[");
        String[] parts = description.replaceAll("[\\[\\]]", "").split(":");
        Set<SpecialUse> uses = parts.length > 1 ? Set.of(SpecialUse.valueOf(parts[1])) : Set.of();
        return new Folder(FolderPath.parse(parts[0].replace('_', ' ')), uses, selectable, false);
    }

    private static String plan(List<Folder> source, List<Folder> target) {
        return plan(source, target, Map.of(), FolderChoice.ALL);
    }

    private static String plan(
            List<Folder> source, List<Folder> target, Map<FolderPath, FolderPath> decided, FolderChoice excluded) {
        return FolderPlan.of(source, target, decided, excluded).stream()
                .map(pair -> pair.path() + ">" + pair.target() + (pair.uses().isEmpty() ? "" : pair.uses()))
                .map(pair -> pair.replace(' ', '_'))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "INBOX first, special use, by name  | b A INBOX c:SENT     | INBOX       | INBOX>INBOX c>c[SENT] A>A b>b",
                "nodes are not copied               | INBOX [a] a/b        | INBOX       | INBOX>INBOX a/b>a/b",
                "special use in another language    | Gesendet:SENT        | Sent:SENT   | Gesendet>Sent",
                "children follow their parent       | Gesendet:SENT Gesendet/2024 [Gesendet/x] Gesendet/x/y | Sent:SENT"
                        + " | Gesendet>Sent Gesendet/2024>Sent/2024 Gesendet/x/y>Sent/x/y",
                "same name and use                  | Sent:SENT            | Sent:SENT   | Sent>Sent",
                "use is asked for once              | A:JUNK B:JUNK        | INBOX       | A>A[JUNK] B>B",
                "use that the target has elsewhere  | A:JUNK B:JUNK        | Spam:JUNK   | A>Spam B>B",
                "the twin goes first                | A:JUNK Spam:JUNK     | Spam:JUNK   | A>A Spam>Spam",
                "views are folders as others        | Star:FLAGGED         | Marked:FLAGGED | Star>Star",
                "usual name, source tells no use    | Papierkorb           | Trash:TRASH | Papierkorb>Trash",
                "usual name, target has a twin      | Papierkorb           | Papierkorb Trash:TRASH | Papierkorb>Papierkorb",
                "usual name, target tells no use    | Papierkorb           | Trash       | Papierkorb>Papierkorb",
                "usual name, use known at source    | Papierkorb Bin:TRASH | Trash:TRASH | Bin>Trash Papierkorb>Papierkorb",
                "usual name, its twin at the source | Sent_Items Sent    | Sent:SENT   | Sent>Sent Sent_Items>Sent_Items",
                "usual name of a subfolder          | Work/Sent            | Sent:SENT   | Work/Sent>Work/Sent",
                "two usual names                    | Gesendet Sent_Items | S:SENT     | Gesendet>S Sent_Items>Sent_Items",
                "special folder takes a name        | Gesendet:SENT Sent   | Sent:SENT   | Gesendet>Sent Sent>Sent~2",
                "same but for case                  | WORK Work Work/a     | INBOX       | WORK>WORK Work>Work~2 Work/a>Work~2/a",
                "suffix is taken                    | WORK Work Work~2     | INBOX       | WORK>WORK Work>Work~3 Work~2>Work~2",
                "same but for Unicode form          | caf\u00E9 cafe\u0301 | INBOX       | cafe\u0301>cafe\u0301 caf\u00E9>caf\u00E9~2",
                "target differs in case             | Work                 | work        | Work>Work",
            })
    void mapsFolders(String name, String source, String target, String expected) {
        assertThat(plan(folders(source.split(" ")), folders(target.split(" ")))).isEqualTo(expected);
    }

    @Test
    void aDecidedTargetStays() {
        Map<FolderPath, FolderPath> decided = Map.of(FolderPath.of("Gesendet"), FolderPath.of("Gesendet"));

        assertThat(plan(
                        folders("Gesendet:SENT", "Gesendet/a", "Sent"),
                        folders("Sent:SENT"),
                        decided,
                        FolderChoice.ALL))
                .isEqualTo("Gesendet>Gesendet Gesendet/a>Gesendet/a Sent>Sent");
    }

    @Test
    void anExcludedFolderTakesNoName() {
        FolderChoice excluded = FolderChoice.without(List.of("#Trash#"));

        assertThat(plan(folders("WORK:TRASH", "WORK/a", "Work"), folders("Trash:TRASH"), Map.of(), excluded))
                .isEqualTo("WORK/a>WORK/a Work>Work");
    }

    @RepeatedTest(200)
    void everyFolderGetsOneOfItsOwnAndKeepsIt(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        List<Folder> source = randomFolders(random);
        List<Folder> target = randomFolders(random);

        List<FolderPair> pairs = FolderPlan.of(source, target, Map.of(), FolderChoice.ALL);

        assertThat(pairs)
                .extracting(FolderPair::source)
                .containsExactlyInAnyOrderElementsOf(
                        source.stream().filter(Folder::selectable).toList());
        assertThat(pairs).extracting(pair -> FoldedPath.of(pair.target())).doesNotHaveDuplicates();
        Map<FolderPath, FolderPath> decided = new HashMap<>();
        pairs.forEach(pair -> decided.put(pair.path(), pair.target()));
        List<Folder> made = made(target, pairs);
        assertThat(targets(FolderPlan.of(source, made, decided, FolderChoice.ALL)))
                .isEqualTo(targets(pairs));
        // the process died after it made the folders, before it stored what it decided
        assertThat(targets(FolderPlan.of(source, made, Map.of(), FolderChoice.ALL)))
                .isEqualTo(targets(pairs));
    }

    private static Map<FolderPath, FolderPath> targets(List<FolderPair> pairs) {
        return pairs.stream().collect(Collectors.toMap(FolderPair::path, FolderPair::target));
    }

    private static List<Folder> made(List<Folder> target, List<FolderPair> pairs) {
        Map<FolderPath, Folder> folders = new TreeMap<>();
        target.forEach(folder -> folders.put(folder.path(), folder));
        for (FolderPair pair : pairs) {
            folders.compute(
                    pair.target(),
                    (path, present) -> present != null && present.selectable()
                            ? present
                            : new Folder(path, pair.uses(), true, false));
        }
        return List.copyOf(folders.values());
    }

    private static List<Folder> randomFolders(Random random) {
        String[] names = {"INBOX", "Sent", "SENT", "sent", "Gesendet", "Trash", "Bin", "Work", "WORK", "Work~2", "Spam"
        };
        Map<FolderPath, Folder> folders = new TreeMap<>();
        int count = 1 + random.nextInt(9);
        for (int i = 0; i < count; i++) {
            List<String> path = new ArrayList<>();
            int depth = 1 + random.nextInt(3);
            for (int level = 0; level < depth; level++) {
                path.add(names[random.nextInt(names.length)]);
            }
            Set<SpecialUse> uses = EnumSet.noneOf(SpecialUse.class);
            if (random.nextInt(3) == 0) {
                uses.add(SpecialUse.values()[random.nextInt(SpecialUse.values().length)]);
            }
            FolderPath folder = new FolderPath(path);
            boolean selectable = folder.isInbox() || random.nextInt(5) > 0;
            folders.put(folder, new Folder(folder, folder.isInbox() ? Set.of() : uses, selectable, false));
        }
        return List.copyOf(folders.values());
    }
}
