package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.directory.DirectoryEntry;
import org.stagepost.directory.RecipientType;
import org.stagepost.migration.BatchValidation;
import org.stagepost.migration.BatchValidation.EndpointCheck;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** A validation sees what a run would meet, and leaves everything as it was. */
class ValidateBatchTest {
    private static final String HEADER = "EmailAddress,UserName,Password";
    private static final List<String> NAMES = List.of("ann", "bob", "cyd");

    private JobWorld world;

    @BeforeEach
    void open(@TempDir Path folder) {
        world = new JobWorld(folder);
        for (String name : NAMES) {
            String address = name + "@example.test";
            world.seed(name, 1);
            world.servers.target(address);
            world.sourceDirectory.add(name, RecipientType.USER_MAILBOX, "", address);
            world.targetDirectory.add(
                    name, RecipientType.MAIL_USER, "SMTP:" + address, address, name + "@new.example.test");
        }
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** {@code {ann=FINE, bob=FAILS USER_NOT_FOUND}}. */
    private static String users(BatchValidation validation) {
        return validation.users().stream()
                .map(user -> user.address().replaceAll("@.*", "") + "=" + user.outlook()
                        + user.problems().stream()
                                .map(problem -> " " + problem.code())
                                .collect(Collectors.joining()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private BatchValidation staged(String... keys) {
        world.csv(
                "EmailAddress,Password,ForceChangePassword",
                "ann@example.test,First-Word-1,True",
                "bob@example.test,,",
                "cyd@example.test,,");
        world.create(world.stagedJob(keys));
        return unchanged();
    }

    private BatchValidation imap(String... rows) {
        world.csv(Stream.concat(Stream.of(HEADER), Stream.of(rows)).toArray(String[]::new));
        world.create(world.imapJob());
        return unchanged();
    }

    private BatchValidation unchanged() {
        String rows = world.rows();
        List<DirectoryEntry> entries = entries();
        Set<String> mailboxes = Set.copyOf(world.servers.targets.keySet());

        BatchValidation validation = world.validate();

        assertThat(world.rows()).isEqualTo(rows);
        assertThat(entries()).isEqualTo(entries);
        assertThat(world.servers.targets.keySet()).isEqualTo(mailboxes);
        assertThat(world.mails).isEmpty();
        return validation;
    }

    private List<DirectoryEntry> entries() {
        return Stream.of(world.sourceDirectory, world.targetDirectory)
                .flatMap(directory -> directory.entries.values().stream())
                .toList();
    }

    @Test
    void everyUserOfAStagedBatchIsLookedUp() {
        BatchValidation validation = staged();

        assertThat(users(validation)).isEqualTo("{ann=FINE, bob=FINE, cyd=FINE}");
        assertThat(validation.exitCode()).isEqualTo(ExitCode.SUCCESS);
        assertThat(validation.endpoints())
                .extracting(check -> check.endpoint().name())
                .containsExactly("old-mail", "new-mail", "old-dir", "new-dir", "relay");
        assertThat(world.servers.opened).containsExactly("ann@example.test", "bob@example.test", "cyd@example.test");
    }

    @Test
    void whatARunWouldFindInTheDirectoriesIsFound() {
        world.targetDirectory.entries.remove("ann");
        world.targetDirectory.add("bob", RecipientType.GROUP, "", "bob@example.test");
        world.sourceDirectory.add("cyd", RecipientType.USER_MAILBOX, "SMTP:else@example.test", "cyd@example.test");

        BatchValidation validation = staged();

        assertThat(users(validation))
                .isEqualTo("{ann=FAILS USER_NOT_FOUND, bob=FAILS RECIPIENT_TYPE_WRONG, cyd=FAILS FORWARDING_CONFLICT}");
        assertThat(validation.exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(world.run(world.stagedJob()).exitCode()).isEqualTo(validation.exitCode());
        assertThat(world.ledger.users(JobWorld.BATCH))
                .extracting(user -> user.failure().orElseThrow().message())
                .isEqualTo(validation.users().stream()
                        .map(user -> user.problems().get(0).message())
                        .toList());
    }

    @Test
    void forwardingIsLookedAtOnlyWhereTheRunForwards() {
        world.sourceDirectory.add("cyd", RecipientType.USER_MAILBOX, "SMTP:else@example.test", "cyd@example.test");

        assertThat(users(staged("forwarding: skip"))).isEqualTo("{ann=FINE, bob=FINE, cyd=FINE}");
    }

    @Test
    void aDirectoryThatTheRunMayNotChangeFailsItsUser() {
        world.targetDirectory.failAt("bob", new MigrationException(FailureCode.DIRECTORY_REFUSED, "no rights"));

        assertThat(users(staged())).isEqualTo("{ann=FINE, bob=FAILS DIRECTORY_REFUSED, cyd=FINE}");
    }

    @Test
    void aDirectoryThatIsDownFailsTheBatch() {
        world.targetDirectory.failWith(new MigrationException(FailureCode.DIRECTORY_UNREACHABLE, "no answer"));

        BatchValidation validation = staged();

        assertThat(users(validation)).isEqualTo("{ann=UNKNOWN, bob=UNKNOWN, cyd=UNKNOWN}");
        assertThat(validation.failures()).hasSize(1);
        assertThat(validation.failures().get(0).message()).isEqualTo("no answer");
        assertThat(validation.exitCode()).isEqualTo(ExitCode.BATCH_FAILED);
    }

    @Test
    void anEndpointThatFailsItsTestLeavesUsersUnknownAndNothingIsOpened() {
        world.broken.add("new-dir");

        BatchValidation validation = staged();

        assertThat(validation.exitCode()).isEqualTo(ExitCode.BATCH_FAILED);
        assertThat(users(validation)).isEqualTo("{ann=UNKNOWN, bob=UNKNOWN, cyd=UNKNOWN}");
        assertThat(validation.endpoints())
                .filteredOn(check -> !check.passed())
                .extracting(check -> check.endpoint().name())
                .containsExactly("new-dir");
        assertThat(world.servers.opened).isEmpty();
    }

    @Test
    void withoutMailsUsersAreLookedAtAllTheSame() {
        world.broken.add("relay");

        BatchValidation validation = staged();

        assertThat(validation.exitCode()).isEqualTo(ExitCode.BATCH_FAILED);
        assertThat(users(validation)).isEqualTo("{ann=FINE, bob=FINE, cyd=FINE}");
    }

    @Test
    void bothMailboxesOfEachRowAreOpened() {
        world.servers.targets.remove("cyd@example.test");

        BatchValidation validation = imap(
                "ann@example.test,ann,x", "bob@example.test,bob,wrong", "cyd@example.test,cyd,x", "no address,d,x");

        assertThat(users(validation))
                .isEqualTo("{ann=FINE, bob=FAILS CREDENTIALS_REFUSED, cyd=FAILS MAILBOX_MISSING,"
                        + " no address=FAILS CSV_INVALID}");
        assertThat(validation.exitCode()).isEqualTo(ExitCode.SOME_USERS_FAILED);
        assertThat(validation.endpoints()).allMatch(EndpointCheck::passed).hasSize(2);
    }

    @Test
    void aServerThatTurnsOneLoginAwayIsAskedAgain() {
        AtomicInteger openings = new AtomicInteger();
        world.servers.atOpening(() -> {
            if (openings.incrementAndGet() == 1) {
                throw new MigrationException(FailureCode.ENDPOINT_UNREACHABLE, "too many connections");
            }
        });

        assertThat(users(imap("ann@example.test,ann,x"))).isEqualTo("{ann=FINE}");
    }

    @Test
    void aServerThatIsGoneEndsTheValidation() {
        world.servers.targetDown(true);

        BatchValidation validation = imap("ann@example.test,ann,x", "bob@example.test,bob,x");

        assertThat(validation.exitCode()).isEqualTo(ExitCode.BATCH_FAILED);
        assertThat(validation.failures())
                .extracting(BatchValidation.Problem::message)
                .containsExactly("connection refused");
        assertThat(users(validation)).isEqualTo("{ann=UNKNOWN, bob=UNKNOWN}");
    }

    @Test
    void aStoreThatIsGoneIsNoServersFailure() {
        world.servers.atOpening(() -> {
            throw new MigrationException(FailureCode.HOME_UNUSABLE, "the store is gone");
        });

        assertThatThrownBy(() -> imap("ann@example.test,ann,x")).hasMessage("the store is gone");
    }

    @Test
    void noMoreThanTheBatchAllowsAreOpenAtOnce() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        world.servers.atOpening(() -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            now.decrementAndGet();
        });
        String[] rows = IntStream.range(0, 40)
                .mapToObj(number -> "user" + number + "@example.test,ann,x")
                .toArray(String[]::new);
        world.csv(Stream.concat(Stream.of(HEADER), Stream.of(rows)).toArray(String[]::new));
        world.create(world.imapJob("maxConcurrentMigrations: 3"));

        world.validate();

        assertThat(most.get()).isEqualTo(3);
    }

    @Test
    void whoIsCompletedIsLeftInPeace() {
        world.csv(HEADER, "ann@example.test,ann,x");
        world.run(world.imapJob());
        world.complete();
        world.servers.opened.clear();

        BatchValidation validation = world.validate();

        assertThat(users(validation)).isEqualTo("{ann=THROUGH}");
        assertThat(world.servers.opened).isEmpty();
        assertThat(validation.exitCode()).isEqualTo(ExitCode.SUCCESS);
    }

    @Test
    void inputThatARunWouldRefuseIsRefused() {
        world.csv(HEADER, "ann@example.test,ann,x");
        world.create(world.imapJob());
        world.csv("Address", "ann@example.test");

        assertThatThrownBy(() -> world.validate())
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.CSV_INVALID));
    }

    @Test
    void aBatchThatNobodyKnowsYetIsLookedAtWithEveryChangeOfItsDirectories() {
        world.csv("EmailAddress", "ann@example.test");
        String before = world.rows();

        BatchValidation validation = world.validation.validate(world.stagedJob());

        assertThat(users(validation)).isEqualTo("{ann=FINE}");
        assertThat(validation.users().get(0).plan().changes()).hasSize(2);
        assertThat(world.rows()).isEqualTo(before);
        assertThat(world.sourceDirectory.changes).isEmpty();
        assertThat(world.targetDirectory.changes).isEmpty();
    }

    @Test
    void anotherAddressThanThePrimaryIsRefused() {
        world.sourceDirectory.describe("ann", List.of("anna@example.test"), true, false);

        assertThat(users(staged())).isEqualTo("{ann=FAILS ADDRESS_NOT_PRIMARY, bob=FINE, cyd=FINE}");
    }

    @Test
    void whoIsHiddenOrDisabledIsFineWithARemark() {
        world.sourceDirectory.describe("ann", List.of("ann@example.test"), true, false);
        world.targetDirectory.describe("ann", List.of(), false, true);

        BatchValidation validation = staged();

        assertThat(users(validation)).isEqualTo("{ann=FINE, bob=FINE, cyd=FINE}");
        assertThat(validation.users().get(0).plan().remarks())
                .containsExactly(
                        "hidden from address lists at the source",
                        "disabled at the target: nobody can log in as this user");
    }

    @Test
    void domainsThatTheTargetDoesNotAcceptAreNamed() {
        assertThat(users(staged("acceptedDomains: [example.test]")))
                .isEqualTo(
                        "{ann=FAILS DOMAIN_NOT_ACCEPTED, bob=FAILS DOMAIN_NOT_ACCEPTED, cyd=FAILS DOMAIN_NOT_ACCEPTED}");
    }

    @Test
    void completionIsLookedAtBeforeItIsMade() {
        world.csv("EmailAddress", "ann@example.test", "bob@example.test");
        world.run(world.stagedJob());
        world.sourceDirectory.failAt("bob", new MigrationException(FailureCode.DIRECTORY_REFUSED, "no right"));

        BatchValidation validation = world.validation.completion(world.manage.known(JobWorld.BATCH));

        assertThat(users(validation)).isEqualTo("{ann=FINE, bob=FAILS DIRECTORY_REFUSED}");
        assertThat(validation.users().get(0).plan().changes())
                .singleElement()
                .asString()
                .startsWith("# complete at old-dir");
        assertThat(world.sourceDirectory.changes).noneMatch(change -> change.startsWith("complete"));
    }
}
