package org.stagepost.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.stagepost.mailbox.Quota;
import org.stagepost.mailbox.Quota.Resource;
import org.stagepost.migration.BatchValidation.Outlook;
import org.stagepost.migration.BatchValidation.Problem;
import org.stagepost.migration.BatchValidation.UserCheck;
import org.stagepost.migration.UserForecast.TargetOutlook;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.sync.CopySettings;
import org.stagepost.sync.FolderChoice;
import org.stagepost.sync.FolderFailure;
import org.stagepost.sync.LabelMode;
import org.stagepost.sync.MailboxForecast;
import org.stagepost.sync.MailboxForecast.Amount;
import org.stagepost.sync.MailboxForecast.Sample;

/** Whom a run would fail, as far as both mailboxes tell. */
class UserForecastTest {
    private static final UserCheck ANN = new UserCheck(2, "ann@example.test", Outlook.FINE, List.of());

    private long tooLarge;
    private long empty;
    private List<FolderFailure> unlisted = List.of();

    private List<FailureCode> problems(Quota... quotas) {
        MailboxForecast mailbox = new MailboxForecast(
                1,
                0,
                1,
                new Amount(10, 5000),
                new Amount(10, 5000),
                0,
                0,
                900,
                FolderPath.INBOX,
                tooLarge,
                empty,
                List.of(),
                new TreeSet<>(),
                unlisted,
                List.of(),
                Sample.NONE);
        CopySettings settings =
                new CopySettings(FolderChoice.ALL, 1, 2, 10, 1000, false, LabelMode.ONE_COPY, Path.of(""));
        TargetOutlook target = new TargetOutlook("", List.of(quotas), -1, List.of(), List.of());
        UserForecast forecast = UserForecast.of(ANN, mailbox, target, settings);
        assertThat(forecast.check().outlook() == Outlook.FAILS)
                .isEqualTo(!forecast.check().problems().isEmpty());
        return forecast.check().problems().stream().map(Problem::code).toList();
    }

    @Test
    void whatFitsIsFine() {
        assertThat(problems(new Quota(Resource.BYTES, 1000, 6000), new Quota(Resource.ITEMS, 0, 10)))
                .isEmpty();
    }

    @Test
    void everyQuotaThatIsTooSmallIsNamed() {
        assertThat(problems(new Quota(Resource.BYTES, 1001, 6000), new Quota(Resource.ITEMS, 20, 10)))
                .containsExactly(FailureCode.TARGET_QUOTA_FULL, FailureCode.TARGET_QUOTA_FULL);
    }

    @Test
    void moreThanTheLimitsAllowIsAFailure() {
        tooLarge = 2;
        empty = 1;
        assertThat(problems()).isEmpty();

        tooLarge = 3;
        empty = 2;
        assertThat(problems()).containsExactly(FailureCode.ITEM_LIMIT_EXCEEDED, FailureCode.ITEM_LIMIT_EXCEEDED);
    }

    @Test
    void aFolderThatCannotBeReadIsAFailureAndOneThatIsGoneIsNone() {
        unlisted = List.of(
                new FolderFailure(FolderPath.of("A"), FailureCode.FOLDER_REFUSED, "NO"),
                new FolderFailure(FolderPath.of("B"), FailureCode.FOLDER_GONE, "NO"));

        assertThat(problems()).containsExactly(FailureCode.FOLDER_REFUSED);
    }
}
