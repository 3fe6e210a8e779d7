package org.stagepost.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.credential.SecretReference;
import org.stagepost.migration.BatchReport;
import org.stagepost.migration.BatchReport.UserCsvShape;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUser.Progress;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.RejectedRow;
import org.stagepost.migration.UserRow;
import org.stagepost.model.EmailAddress;

class RetrySheetTest {
    @Test
    void everyColumnIsFilledInWhateverCaseItIsWritten() {
        List<String> header = List.of(
                "targetPASSWORD",
                "emailaddress",
                "Department",
                "FORCECHANGEPASSWORD",
                "username",
                "Password",
                "UserRoot",
                "TargetUserName");

        List<List<String>> rows =
                RetrySheet.of(report(header, MigrationUserStatus.FAILED)).rows();

        assertThat(rows)
                .containsExactly(List.of(
                        "file:/run/anna",
                        "anna@example.test",
                        "",
                        "True",
                        "old\\anna",
                        "store:wave-1/1",
                        "/users/anna",
                        "new-anna"));
    }

    @ParameterizedTest
    @CsvSource({"QUEUED", "SYNCING", "SYNCED", "STOPPED"})
    void onlyFailedUsersRunAgain(MigrationUserStatus status) {
        BatchReport report = report(List.of("EmailAddress"), status);

        assertThat(RetrySheet.of(report).rows()).isEmpty();
        assertThat(RetrySheet.hasRows(report)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "env:PASSWORD,    env:PASSWORD",
        "file:/run/x,     file:/run/x",
        "store:wave-1/7,  store:wave-1/7",
        "prompt,          prompt",
        "hunter2-canary,  ''",
        "'',              ''"
    })
    void passwordsAreReferencesOrNothing(String written, String cell) {
        SecretReference reference = SecretReference.parse(written);
        RejectedRow row = new RejectedRow(2, "a@b", List.of("a@b", "", ""), reference, reference, List.of());

        List<String> cells = cells(row);

        assertThat(cells).containsExactly("a@b", cell, cell);
    }

    @ParameterizedTest
    @CsvSource({"2", "4"})
    void aRowWithACellTooManyOrTooFewKeepsOnlyItsAddress(int size) {
        List<String> written = List.of("a@b", "half", "hunter2-canary", "other").subList(0, size);
        RejectedRow row =
                new RejectedRow(2, "a@b", written, SecretReference.parse("env:X"), SecretReference.none(), List.of());

        assertThat(cells(row)).containsExactly("a@b", "", "");
    }

    private static List<String> cells(RejectedRow row) {
        var shape = new UserCsvShape(List.of("EmailAddress", "Password", "TargetPassword"), ',');
        var report = new BatchReport(SampleReport.view(), shape, List.of(), List.of(row), Map.of(), List.of());
        assertThat(RetrySheet.hasRows(report)).isTrue();
        return RetrySheet.of(report).rows().get(0);
    }

    private static BatchReport report(List<String> header, MigrationUserStatus status) {
        UserRow row = new UserRow(
                2,
                new EmailAddress("anna@example.test"),
                "old\\anna",
                SecretReference.parse("store:wave-1/1"),
                true,
                "/users/anna",
                "new-anna",
                SecretReference.parse("file:/run/anna"));
        MigrationUser user = SampleReport.user(1, row, status, Progress.NONE, null);
        return new BatchReport(
                SampleReport.view(), new UserCsvShape(header, ','), List.of(user), List.of(), Map.of(), List.of());
    }
}
