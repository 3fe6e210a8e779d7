package org.stagepost.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.model.HomeFolder;

/** A home folder has one key. */
class ManifestKeyTest {
    @Test
    void whatWasKilledLeavesNoPrivateKeyBehind(@TempDir Path root) throws Exception {
        HomeFolder home = new HomeFolder(root);
        ManifestKey.of(home);
        Path left = Files.createFile(home.keys().resolve(".manifest.key.4711"));
        Path half = Files.createFile(home.keys().resolve("..manifest.key.4711.part"));
        Path underWay = Files.createFile(home.keys().resolve(".manifest.key.4712"));
        Path other = Files.createFile(home.keys().resolve("secret.key.next"));
        for (Path file : List.of(left, half, other)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        }

        ManifestKey.of(home);

        assertThat(List.of(left, half)).noneMatch(Files::exists);
        assertThat(List.of(underWay, other)).allMatch(Files::exists);
        assertThat(home.keys().resolve("manifest.key")).exists();
    }

    @Test
    void keysThatAreMadeAtTheSameTimeAreTheSame(@TempDir Path root) throws Exception {
        for (int trial = 0; trial < 20; trial++) {
            HomeFolder fresh = new HomeFolder(root.resolve("home-" + trial));
            var start = new CyclicBarrier(4);
            Callable<String> make = () -> {
                start.await();
                return ManifestKey.of(fresh).fingerprint();
            };
            var threads = Executors.newFixedThreadPool(4);
            try {
                var made = threads.invokeAll(Collections.nCopies(4, make));
                var fingerprints = new HashSet<String>();
                for (var one : made) {
                    fingerprints.add(one.get());
                }
                assertThat(fingerprints)
                        .as("trial " + trial)
                        .containsExactly(ManifestKey.fingerprint(fresh).orElseThrow());
            } finally {
                threads.shutdownNow();
            }
            try (var files = Files.list(fresh.keys())) {
                assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("manifest.key");
            }
        }
    }
}
