package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.directory.RecipientType;
import org.stagepost.migration.BatchForecast;
import org.stagepost.migration.UserForecast;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FolderPath;
import org.stagepost.sync.MailboxForecast.Amount;

/** A forecast sees what a run would do, and leaves everything as it was. */
class ForecastBatchTest {
    private static final String HEADER = "EmailAddress,UserName,Password";

    private JobWorld world;

    @BeforeEach
    void open(@TempDir Path folder) {
        world = new JobWorld(folder);
        int items = 1;
        for (String name : List.of("ann", "bob", "cyd")) {
            world.seed(name, items++);
        }
    }

    @AfterEach
    void close() {
        world.close();
    }

    private BatchForecast forecast(Path jobFile) {
        String rows = world.rows();
        Set<String> mailboxes = Set.copyOf(world.servers.targets.keySet());

        BatchForecast forecast = world.forecasts.forecast(jobFile);

        assertThat(world.rows()).isEqualTo(rows);
        assertThat(world.servers.targets.keySet()).isEqualTo(mailboxes);
        assertThat(world.mails).isEmpty();
        return forecast;
    }

    private Path imap(String... rows) {
        world.csv(Stream.concat(Stream.of(HEADER), Stream.of(rows)).toArray(String[]::new));
        return world.imapJob();
    }

    /** {@code ann=FINE 2, bob=FAILS CREDENTIALS_REFUSED}. */
    private static String users(BatchForecast forecast) {
        return forecast.users().stream()
                .map(user -> user.check().address().replaceAll("@.*", "") + "="
                        + user.check().outlook()
                        + Stream.ofNullable(user.mailbox())
                                .map(mailbox -> " " + mailbox.toCopy().items())
                                .collect(Collectors.joining())
                        + user.check().problems().stream()
                                .map(problem -> " " + problem.code())
                                .collect(Collectors.joining()))
                .collect(Collectors.joining(", "));
    }

    private void targets() {
        List.of("ann", "bob", "cyd").forEach(name -> world.servers.target(name + "@example.test"));
    }

    @Test
    void aBatchThatNobodyKnowsYetIsForetold() {
        targets();

        BatchForecast forecast = forecast(imap("ann@example.test,ann,x", "bob@example.test,bob,x"));

        assertThat(users(forecast)).isEqualTo("ann=FINE 2, bob=FINE 4");
        assertThat(forecast.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(forecast.expected().orElseThrow().likely()).isPositive();
        assertThat(forecast.source().traits()).isNotNull();
    }

    @Test
    void whoeverWouldFailHasTheReasonAndTheOthersAreForetold() {
        targets();

        BatchForecast forecast =
                forecast(imap("ann@example.test,ann,wrong", "bob@example.test,bob,x", "nonsense,cyd,x"));

        assertThat(users(forecast)).isEqualTo("ann=FAILS CREDENTIALS_REFUSED, bob=FINE 4, nonsense=FAILS CSV_INVALID");
        assertThat(forecast.exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
    }

    @Test
    void whatIsCopiedAlreadyIsNotForetoldAgain() {
        targets();
        Path job = imap("ann@example.test,ann,x");
        assertThat(world.run(job).exitCode()).isEqualTo(ExitCode.SUCCESS);
        world.deliver("ann", FolderPath.INBOX, "new");
        world.mails.clear();

        BatchForecast forecast = forecast(job);

        assertThat(users(forecast)).isEqualTo("ann=FINE 1");
        assertThat(forecast.inSource().items()).isEqualTo(3);
    }

    @Test
    void aServerThatIsDownIsTheBatchsFailureAndNothingIsEstimated() {
        world.broken.add("old-mail");

        BatchForecast forecast = forecast(imap("ann@example.test,ann,x"));

        assertThat(users(forecast)).isEqualTo("ann=UNKNOWN");
        assertThat(forecast.exitCode()).isEqualTo(ExitCode.BATCH_FAILED);
        assertThat(forecast.expected()).isEmpty();
    }

    @Test
    void aStagedUsersTargetNeedNotBeThereYet() {
        world.sourceDirectory.add("ann", RecipientType.USER_MAILBOX, "", "ann@example.test");
        world.targetDirectory.add(
                "ann", RecipientType.MAIL_USER, "SMTP:ann@example.test", "ann@example.test", "ann@new.example.test");
        world.seed("ann@example.test", 2);
        world.csv(
                "EmailAddress,Password,ForceChangePassword",
                "ann@example.test,First-Word-1,True",
                "bob@example.test,,");

        BatchForecast forecast = forecast(world.stagedJob());

        assertThat(users(forecast)).isEqualTo("ann=FINE 4, bob=FAILS USER_NOT_FOUND");
        UserForecast ann = forecast.users().get(0);
        assertThat(Objects.requireNonNull(ann.target()).unknown()).startsWith("not known before the mailbox is made");
        assertThat(Objects.requireNonNull(ann.mailbox()).newFolders()).isEqualTo(2);
        assertThat(forecast.toCopy()).isNotEqualTo(Amount.NOTHING);
        assertThat(forecast.target().traits()).isNull();
    }
}
