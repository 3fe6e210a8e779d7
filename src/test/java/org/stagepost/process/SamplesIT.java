package org.stagepost.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The IMAP samples run as they are, but for the addresses of their servers and the date they wait for. */
class SamplesIT {
    private static final int MESSAGES = 3;

    private final SampleServers servers = new SampleServers();

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void noImapSampleIsForgotten() throws IOException {
        try (Stream<Path> jobs = Files.list(Path.of("jobs"))) {
            assertThat(jobs.map(job -> job.getFileName().toString()).filter(name -> name.startsWith("imap-")))
                    .containsExactlyInAnyOrder("imap-wave.yml", "imap-per-user.yml");
        }
    }

    @Test
    void copiesTheWaveThatAnAdministratorReceives(@TempDir Path folder) {
        SampleCopy sample = new SampleCopy(Path.of("jobs/imap-wave.yml"), folder, servers::port);
        for (CSVRecord row : sample.rows()) {
            seed(row, "INBOX");
            servers.admitAtTarget(opened(row), SampleCopy.password("env:NEW_ADMIN_PASSWORD"));
        }

        StagepostProcess run = sample.run();

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(sample.rows()).hasSize(3).allSatisfy(row -> assertThat(servers.inboxAtTarget(opened(row)))
                .isEqualTo(MESSAGES));
    }

    @Test
    void copiesEachUserWithTheLoginsOfItsRow(@TempDir Path folder) {
        SampleCopy sample = new SampleCopy(Path.of("jobs/imap-per-user.yml"), folder, servers::port);
        for (CSVRecord row : sample.rows()) {
            String root = row.get("UserRoot");
            seed(row, root.isEmpty() ? "INBOX" : root.substring(1));
            servers.admitAtTarget(row.get("TargetUserName"), SampleCopy.password(row.get("TargetPassword")));
        }

        StagepostProcess run = sample.run();

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(sample.rows()).hasSize(3).allSatisfy(row -> assertThat(
                        servers.inboxAtTarget(row.get("TargetUserName")))
                .isEqualTo(MESSAGES));
    }

    private void seed(CSVRecord row, String path) {
        servers.seed(row.get("UserName"), SampleCopy.password(row.get("Password")), path, MESSAGES);
    }

    /** How a master user opens the mailbox. */
    private static String opened(CSVRecord row) {
        return row.get("EmailAddress") + "*migration";
    }
}
