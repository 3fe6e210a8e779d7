package org.stagepost.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FolderPathTest {
    @Test
    void namesAreSeparatedBySlashesAndEscapedByBackslashes() {
        assertThat(FolderPath.of("Work", "2024/25", "a\\")).hasToString("Work/2024\\/25/a\\\\");
    }

    @RepeatedTest(200)
    void textComesBackAsTheSamePath(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        List<String> names = new ArrayList<>();
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            StringBuilder name = new StringBuilder();
            for (int length = 1 + random.nextInt(6); length > 0; length--) {
                name.append("ab/\\ ü".charAt(random.nextInt(6)));
            }
            names.add(name.toString());
        }
        FolderPath path = new FolderPath(names);

        assertThat(FolderPath.parse(path.toString())).isEqualTo(path);
    }

    @Test
    void aFolderIsBelowItsAncestorsAndItself() {
        assertThat(FolderPath.of("a", "b").startsWith(FolderPath.of("a"))).isTrue();
        assertThat(FolderPath.of("a").startsWith(FolderPath.of("a"))).isTrue();
        assertThat(FolderPath.of("ab").startsWith(FolderPath.of("a"))).isFalse();
        assertThat(FolderPath.of("a").startsWith(FolderPath.of("a", "b"))).isFalse();
    }
}
