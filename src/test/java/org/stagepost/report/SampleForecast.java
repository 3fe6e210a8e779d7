package org.stagepost.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.stagepost.endpoint.Compression;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Security;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.Quota;
import org.stagepost.mailbox.Quota.Resource;
import org.stagepost.mailbox.ServerTraits;
import org.stagepost.mailbox.ServerTraits.Announcing;
import org.stagepost.mailbox.ServerTraits.Changes;
import org.stagepost.migration.BatchForecast;
import org.stagepost.migration.BatchForecast.Side;
import org.stagepost.migration.BatchValidation;
import org.stagepost.migration.BatchValidation.EndpointCheck;
import org.stagepost.migration.BatchValidation.Outlook;
import org.stagepost.migration.BatchValidation.Problem;
import org.stagepost.migration.BatchValidation.UserCheck;
import org.stagepost.migration.RunEstimate;
import org.stagepost.migration.UserForecast;
import org.stagepost.migration.UserForecast.TargetOutlook;
import org.stagepost.migration.UserPlan;
import org.stagepost.model.BatchName;
import org.stagepost.model.FailureCode;
import org.stagepost.model.Finding;
import org.stagepost.model.FolderPath;
import org.stagepost.sync.MailboxForecast;
import org.stagepost.sync.MailboxForecast.Amount;
import org.stagepost.sync.MailboxForecast.Cause;
import org.stagepost.sync.MailboxForecast.Renamed;
import org.stagepost.sync.MailboxForecast.Sample;

/** A forecast with everything in it, and with names that try to break out of every rendering. */
final class SampleForecast {
    private static final String HOSTILE = "=cmd()</td><script>alert(1)</script>\u001b[2J\r\nx,\"y\"\u202e";

    private SampleForecast() {}

    static BatchForecast of() {
        UserForecast fine =
                new UserForecast(new UserCheck(2, "anna.berg@example.test", Outlook.FINE, List.of()), plain(), known());
        UserForecast odd = new UserForecast(
                new UserCheck(
                        3,
                        HOSTILE + "@example.test",
                        Outlook.FAILS,
                        List.of(new Problem(FailureCode.TARGET_QUOTA_FULL, "no room for " + HOSTILE, "Raise it.")),
                        new UserPlan(List.of(), List.of("the entry has another mailbox"))),
                odd(),
                known());
        UserForecast staged = new UserForecast(
                new UserCheck(4, "jonas.falk@example.test", Outlook.FINE, List.of()),
                plain(),
                new TargetOutlook("not known before the mailbox is made: NO", List.of(), -1, List.of(), List.of()));
        UserForecast through =
                new UserForecast(new UserCheck(5, "mia.lind@example.test", Outlook.THROUGH, List.of()), null, null);
        UserForecast rejected = new UserForecast(
                new UserCheck(6, "", Outlook.FAILS, List.of(new Problem(FailureCode.CSV_INVALID, "no address", ""))),
                null,
                null);
        List<UserForecast> users = List.of(fine, odd, staged, through, rejected);
        return forecast(users);
    }

    private static BatchForecast forecast(List<UserForecast> users) {
        Endpoint source = endpoint("old-mail", Compression.AUTO);
        Endpoint target = endpoint("new-mail", Compression.NEVER);
        BatchValidation validation = new BatchValidation(
                new BatchName("wave-1"),
                List.of(check(source, true), check(target, true)),
                List.of(),
                users.stream().map(UserForecast::check).toList(),
                List.of(new Finding(
                        Finding.Severity.WARNING, "wave-1.yml", 3, "notify", "nobody hears of it", "name somebody")));
        return new BatchForecast(
                validation,
                users,
                Side.of(source, traits(Changes.NOT_TOLD, Announcing.NEVER_WAITS, Capability.LABELS)),
                Side.of(target, traits(Changes.ALL, Announcing.SMALL_ONES_DO_NOT_WAIT, Capability.ATOMIC_SLICES)),
                new RunEstimate(
                        Duration.ofSeconds(754),
                        Duration.ofSeconds(377),
                        Duration.ofSeconds(1508),
                        Duration.ofSeconds(61),
                        20,
                        List.of("measured: a round trip takes 12.0 ms", "assumed: the target is as fast")));
    }

    private static EndpointCheck check(Endpoint endpoint, boolean passed) {
        return new EndpointCheck(
                endpoint, List.of(new ProbeStage("login", passed, Duration.ZERO, "NO", "", "Correct it.")));
    }

    private static Endpoint endpoint(String name, Compression compression) {
        return Endpoint.at(
                        name, EndpointKind.IMAP, "imap." + name + ".example.test", 993, Protection.of(Security.TLS, ""))
                .withCompression(compression);
    }

    private static Optional<ServerTraits> traits(Changes changes, Announcing announcing, Capability capability) {
        return Optional.of(new ServerTraits(
                Set.of(capability),
                List.of("LITERAL+", "QUOTA"),
                announcing,
                changes,
                true,
                OptionalLong.of(50_000_000)));
    }

    private static MailboxForecast plain() {
        return mailbox(List.of(), 0, 0);
    }

    private static MailboxForecast odd() {
        return mailbox(
                List.of(
                        new Renamed(FolderPath.of(HOSTILE), FolderPath.of("Work~2"), Cause.CLASH),
                        new Renamed(FolderPath.of("Mr. X"), FolderPath.of("Mr=2E X"), Cause.ESCAPED),
                        new Renamed(FolderPath.of("Gesendet"), FolderPath.of("Sent"), Cause.OTHER_PLACE)),
                3,
                1);
    }

    private static MailboxForecast mailbox(List<Renamed> renamed, long some, int excluded) {
        return new MailboxForecast(
                14,
                excluded,
                9,
                new Amount(1200, 98_765_432),
                new Amount(1000, 87_654_321),
                some,
                some,
                12_345_678,
                FolderPath.of("Work", "Plans"),
                some,
                some,
                renamed,
                new TreeSet<>(Set.of("$Label1")),
                List.of(),
                some == 0 ? List.of() : List.of("Nowhere"),
                Sample.NONE);
    }

    private static TargetOutlook known() {
        return new TargetOutlook(
                "",
                List.of(new Quota(Resource.BYTES, 1024, 100_000_000), new Quota(Resource.ITEMS, 1, 10_000)),
                50_000_000,
                List.of("Lost"),
                List.of("$Label1", "NonJunk"));
    }
}
