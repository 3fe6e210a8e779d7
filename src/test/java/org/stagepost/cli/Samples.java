package org.stagepost.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stagepost.credential.SecretReference;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.Protection;
import org.stagepost.endpoint.Security;
import org.stagepost.migration.BatchReport;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.DirectoryOptions;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.MailOptions;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.MigrationBatch.Life;
import org.stagepost.migration.MigrationType;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.PassOptions;
import org.stagepost.migration.Priority;
import org.stagepost.migration.RowDefaults;
import org.stagepost.migration.UserRow;
import org.stagepost.migration.UserSettings;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.PassNumber;
import org.stagepost.model.UserId;
import org.stagepost.sync.LabelMode;
import org.stagepost.sync.PairOpening;

/** Batches, users and endpoints of invented people. */
public final class Samples {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private Samples() {}

    public static Endpoint endpoint(String name, String password) {
        Login login = Login.admin(LoginStyle.MASTER_USER, "master", SecretReference.parse(password));
        return Endpoint.at(name, EndpointKind.IMAP, "imap.example.test", 993, Protection.of(Security.TLS, ""))
                .withLogin(login);
    }

    static BatchView batch(String name) {
        var batch = new MigrationBatch(
                new BatchName(name),
                MigrationType.STAGED,
                Path.of("/jobs/" + name + ".yml"),
                "old-mail",
                "imap://old.example.test:993",
                "new-mail",
                List.of(),
                "admin",
                NOON,
                new Life(PassNumber.INITIAL, NOON, Set.of(), ""));
        return new BatchView(
                batch, BatchStatus.SYNCED, new BatchView.Counts(2, 2, 0, 0, 0, 0, 0), null, null, null, "");
    }

    static BatchView batch(String name, BatchStatus status, Path jobFile) {
        MigrationBatch usual = batch(name).batch();
        var batch = new MigrationBatch(
                usual.name(),
                usual.type(),
                jobFile,
                usual.sourceEndpoint(),
                usual.sourceServer(),
                usual.targetEndpoint(),
                usual.notified(),
                usual.createdBy(),
                usual.createTime(),
                usual.life());
        return new BatchView(batch, status, new BatchView.Counts(2, 2, 0, 0, 0, 0, 0), null, null, null, "");
    }

    /** The same batch in another pass. */
    static BatchView inPass(int pass, BatchView view) {
        MigrationBatch known = view.batch();
        var batch = new MigrationBatch(
                known.name(),
                known.type(),
                known.jobFile(),
                known.sourceEndpoint(),
                known.sourceServer(),
                known.targetEndpoint(),
                known.notified(),
                known.createdBy(),
                known.createTime(),
                new Life(new PassNumber(pass), NOON, Set.of(), ""));
        return new BatchView(batch, view.status(), view.counts(), null, null, null, "");
    }

    /** Of two users. */
    static BatchView batch(String name, BatchStatus status, int failed) {
        var counts = new BatchView.Counts(2, 2 - failed, failed, 0, 0, 0, 0);
        return new BatchView(batch(name).batch(), status, counts, null, null, null, "");
    }

    static MigrationUser user(long id, String batch, String address, MigrationUserStatus status) {
        var row = new UserRow(
                2, new EmailAddress(address), "", SecretReference.none(), false, "", "", SecretReference.none());
        return new MigrationUser(
                new UserId(id),
                new BatchName(batch),
                row,
                status,
                MigrationUser.Progress.NONE,
                UserSettings.NONE,
                null);
    }

    static BatchReport report(BatchView view, List<MigrationUser> users) {
        var shape = new BatchReport.UserCsvShape(List.of("EmailAddress"), ',');
        return new BatchReport(view, shape, users, List.of(), Map.of(), List.of());
    }

    /** A batch whose two users are synced. */
    public static BatchReport reportOf(String name) {
        return report(batch(name), List.of());
    }

    public static JobFile jobFile(String name) {
        var endpoint = endpoint("old-mail", "env:OLD");
        var options = new JobFile.Options(
                DirectoryOptions.USUAL,
                20,
                Priority.NORMAL,
                false,
                List.of(),
                List.of(),
                -1,
                -1,
                false,
                PairOpening.NEVER,
                LabelMode.ONE_COPY,
                MailOptions.NONE,
                null,
                PassOptions.USUAL,
                "",
                "",
                false,
                RowDefaults.NONE);
        return new JobFile(
                Path.of("/jobs/" + name + ".yml"),
                new BatchName(name),
                MigrationType.IMAP,
                Path.of("/jobs/users.csv"),
                new JobFile.Sides(endpoint, endpoint, null, null, null),
                options);
    }
}
