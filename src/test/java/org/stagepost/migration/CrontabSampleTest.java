package org.stagepost.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command of the crontab sample, run as cron would, with a program in Stagepost's place. */
class CrontabSampleTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "0, 0, ''",
        "75, 0, ''",
        "1, 1, secret run --quiet job.yml",
        "2, 2, secret run --quiet job.yml",
        "3, 3, secret run --quiet job.yml",
        "5, 5, secret run --quiet job.yml"
    })
    void onlyFailuresArePrinted(int stagepost, int cron, String printed) throws IOException, InterruptedException {
        Path java = Files.writeString(
                folder.resolve("java"), "#!/bin/sh\nshift 2; echo \"$CANARY $*\" >&2; exit " + stagepost + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(folder.resolve("secrets.env"), "CANARY=secret\n");
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", command()).redirectErrorStream(true);
        shell.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        shell.environment().put("STAGEPOST_JAR", "stagepost.jar");
        shell.environment().put("STAGEPOST_JOB", "job.yml");
        shell.environment()
                .put("STAGEPOST_SECRETS", folder.resolve("secrets.env").toString());

        Process process = shell.start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
                .isEqualTo(printed);
        assertThat(process.waitFor()).isEqualTo(cron);
    }

    private static String command() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("jobs/crontab.sample"));
        String last = lines.get(lines.size() - 1);
        assertThat(last).startsWith("0 2 * * *  ").doesNotContain("%");
        return last.substring("0 2 * * *  ".length());
    }
}
