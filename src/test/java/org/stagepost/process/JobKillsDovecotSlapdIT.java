package org.stagepost.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.testing.RequiresServer;

/**
 * kill -9 at any time of a staged job's life: start, import, provisioning, forwarding, sync, reports, and while it is
 * stopping. The next {@code run} goes on by itself, and at the end all is as if nothing had happened. Sizes:
 * {@code campaign.jobKills}, {@code campaign.killsPerTrial}.
 */
@Tag("campaign")
@RequiresServer({"dovecot", "slapd"})
class JobKillsDovecotSlapdIT {
    private static final int KILLS = Integer.getInteger("campaign.jobKills", 3);
    private static final int KILLS_PER_TRIAL = Integer.getInteger("campaign.killsPerTrial", 3);
    private static final int USERS = 8;
    private static final int LONGEST_LIFE_MILLIS = 6_000;
    private static final List<String> SAME_WHATEVER_HAPPENED = List.of(
            "EmailAddress",
            "Status",
            "FoldersSynced",
            "ItemsInSource",
            "ItemsSynced",
            "ItemsSkipped",
            "Score",
            "Message");

    /** Of processes that were alive. */
    private int kills;

    private final Random random = new Random(Long.getLong("campaign.seed", 20_260_101L));

    @Test
    void everyRunGoesOnByItselfAndTheEndIsThatOfAnUndisturbedOne(@TempDir Path folder) throws Exception {
        int trials = 0;
        String undisturbed = end(folder.resolve("undisturbed"), 0);
        while (kills < KILLS) {
            int now = Math.min(KILLS_PER_TRIAL, KILLS - kills);
            trials++;
            assertThat(end(folder.resolve("trial-" + trials), now))
                    .as("trial " + trials)
                    .isEqualTo(undisturbed);
        }
        tell("job kills: " + kills + " kills in " + trials + " staged batches of " + USERS
                + " users; every end as undisturbed");
    }

    /** What is to be seen when a batch is through, after at most so many kills. */
    private String end(Path folder, int most) throws IOException, LDAPException, InterruptedException {
        Files.createDirectories(folder);
        try (StagedServers servers = new StagedServers(folder, USERS)) {
            String[] run = {
                "run", servers.job().toString(), "--home", servers.files.home().toString()
            };
            for (int killed = 0; killed < most; ) {
                StagepostProcess process = StagepostProcess.start(BatchFiles.ENVIRONMENT, run);
                if (diesByOurHand(process)) {
                    killed++;
                    kills++;
                } else if (process.exitCode() == 0) {
                    break; // it was through before
                }
            }
            StagepostProcess last = StagepostProcess.run(BatchFiles.ENVIRONMENT, run);
            assertThat(last.exitCode()).as(last.output()).isZero();
            return mailboxes(servers) + directories(servers) + statistics(servers.files.home());
        }
    }

    private boolean diesByOurHand(StagepostProcess process) throws InterruptedException {
        Thread.sleep(random.nextInt(random.nextBoolean() ? LONGEST_LIFE_MILLIS : LONGEST_LIFE_MILLIS / 3));
        if (random.nextInt(4) == 0) {
            process.terminate();
            Thread.sleep(random.nextInt(400));
        }
        boolean alive = process.isAlive();
        process.kill();
        return alive;
    }

    private static String mailboxes(StagedServers servers) {
        StringBuilder same = new StringBuilder();
        for (int user = 1; user <= USERS; user++) {
            same.append(servers.targetOf(user).equals(servers.sourceOf(user)) ? "same " : "different ");
        }
        return same + "\n";
    }

    private static String directories(StagedServers servers) throws LDAPException {
        return StagedServers.attribute(servers.sourceDirectory, "targetAddress")
                + "\n"
                + StagedServers.attribute(servers.targetDirectory, "msExchRecipientTypeDetails")
                + StagedServers.attribute(servers.targetDirectory, "targetAddress")
                + "\n";
    }

    /** Of the last pass; the undisturbed one may have been followed by another, which finds nothing new. */
    private static String statistics(Path home) throws IOException {
        Path file = home.resolve("reports/wave-1/1/statistics.csv");
        StringBuilder rows = new StringBuilder();
        try (CSVParser parser = CSVParser.parse(
                Files.readString(file).replace("\uFEFF", ""),
                CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            for (CSVRecord row : parser) {
                SAME_WHATEVER_HAPPENED.forEach(
                        column -> rows.append(row.get(column)).append(' '));
                rows.append('\n');
            }
        }
        return rows.toString();
    }

    private static void tell(String line) throws IOException {
        System.out.println(line);
        Files.writeString(
                Path.of("target/campaigns.txt"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
