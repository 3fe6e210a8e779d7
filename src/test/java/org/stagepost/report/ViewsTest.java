package org.stagepost.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.migration.BatchReport;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.BatchView;
import org.stagepost.migration.ChangedSettings;
import org.stagepost.migration.ChecklistTask;
import org.stagepost.migration.ChecklistTask.State;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.model.BatchName;
import org.stagepost.sync.SkippedItem;
import org.stagepost.testing.Golden;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ViewsTest {
    private static final BatchReport REPORT = SampleReport.imap();
    private static final MigrationUser WITH_SKIPPED = REPORT.users().get(1);
    private static final MigrationUser FAILED = REPORT.users().get(3);
    private static final List<SkippedItem> SKIPPED =
            List.copyOf(REPORT.skipped().getOrDefault(WITH_SKIPPED.id(), List.of()));
    static final ChangedSettings CHANGED = new ChangedSettings(
            Map.of("maxConcurrentMigrations", "40", "excludeFolders", "[Junk, \"a\nb\"]"),
            List.of(Path.of("/jobs/more.csv")));

    private final JsonViews json = new JsonViews();

    @ParameterizedTest
    @ValueSource(ints = {80, 120})
    void textsLookAsReviewed(int width) {
        TextViews views = new TextViews(width);

        String all = String.join(
                "\n" + "=".repeat(width) + "\n",
                views.batches(List.of(REPORT.view(), REPORT.view())),
                views.batch(REPORT.view(), CHANGED, REPORT.users(), REPORT.rejected())
                        + views.mails(REPORT.view().batch().name(), SampleReport.waiting()),
                views.user(WITH_SKIPPED, "", SKIPPED),
                views.user(FAILED, "mover-2/815", List.of()),
                views.summary(REPORT),
                views.batches(List.of()),
                views.users(List.of(), List.of()));

        Golden.matches("report/views-" + width + ".txt", all);
    }

    @Test
    void checklistLooksAsReviewedAndMovesNoCursor() {
        List<ChecklistTask> tasks = List.of(
                new ChecklistTask(State.DONE, "Let the MX records of contoso.test lead to the target.", "MX mx.test"),
                new ChecklistTask(
                        State.TO_DO,
                        "Lower the TTL of the records of contoso.test to 3600 s or less before the switch.",
                        "v=spf1 \u001b[2Jinclude:a.test\nforged has 86400 s: lower it before the switch"),
                new ChecklistTask(State.UNKNOWN, "Let autodiscover.contoso.test lead to the target.", "no answer"));

        Golden.matches("report/checklist.txt", new TextViews(80).checklist(tasks));
        Golden.matches("report/checklist.json", json.checklist(new BatchName("wave-1"), null, tasks));
    }

    @Test
    void jsonLooksAsReviewed() {
        Golden.matches("report/batches.json", json.batches(List.of(REPORT.view())));
        Golden.matches(
                "report/batch.json",
                json.batch(REPORT.view(), CHANGED, REPORT.users(), REPORT.rejected(), SampleReport.waiting()));
        Golden.matches("report/users.json", json.users(REPORT.users(), REPORT.rejected()));
        Golden.matches("report/user.json", json.user(WITH_SKIPPED, "mover-2/815", SKIPPED));
        Golden.matches("report/summary.json", json.summary(REPORT));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 40, 80, Integer.MAX_VALUE})
    void foreignTextMovesNoCursorAndForgesNoLine(int width) {
        TextViews views = new TextViews(width);

        String all = views.summary(REPORT)
                + views.users(REPORT.users(), REPORT.rejected())
                + views.user(WITH_SKIPPED, "", SKIPPED)
                + views.user(FAILED, "", List.of());

        assertThat(all.replace("\n", "")).doesNotContainPattern("[\\p{Cntrl}\\x{80}-\\x{9F}\\x{202E}]");
        assertThat(all.lines()).noneMatch(line -> line.startsWith("2026-11-20 ERROR"));
    }

    @Test
    void jsonIsAsSafeToLookAtAndLosesNothing() {
        String text = json.user(WITH_SKIPPED, "", SKIPPED);

        assertThat(text.replace("\n", "")).doesNotContainPattern("[\\p{Cntrl}\\x{80}-\\x{9F}\\x{202E}]");
        JsonNode items = JsonMapper.shared().readTree(text).get("skipped");
        assertThat(items.get(0).get("subject").asString())
                .isEqualTo(SKIPPED.get(0).subject());
        assertThat(items.get(1).get("subject").asString())
                .isEqualTo(SKIPPED.get(1).subject());
        assertThat(items.get(1).get("serverReply").asString())
                .isEqualTo(SKIPPED.get(1).serverReply());
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 100, 120})
    void tablesKeepInsideTheTerminal(int width) {
        TextViews views = new TextViews(width);

        String all =
                views.summary(REPORT) + views.user(WITH_SKIPPED, "", SKIPPED) + views.batches(List.of(REPORT.view()));

        assertThat(all.lines())
                .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(width));
    }

    @Test
    void aSummaryOfManyUsersListsThoseThatNeedALook() {
        List<MigrationUser> many = new ArrayList<>(REPORT.users());
        for (int i = 0; i < 60; i++) {
            many.add(SampleReport.user(
                    100 + i,
                    SampleReport.row(100 + i, "user" + i + "@example.test"),
                    MigrationUserStatus.SYNCED,
                    SampleReport.synced(SampleReport.tally(10, 0)),
                    null));
        }
        BatchReport report =
                new BatchReport(REPORT.view(), REPORT.csv(), many, REPORT.rejected(), REPORT.skipped(), List.of());

        String summary = new TextViews(100).summary(report);

        assertThat(summary)
                .contains("61 users that synced in full are not listed.")
                .contains("jörg@example.test")
                .contains("bea@example.test")
                .doesNotContain("user7@example.test")
                .doesNotContain("anna@example.test")
                .contains("2016 of 2840 items synced");
    }

    @Test
    void messagesStandInTheirOwnColumnWhereTheyFit() {
        String table = new TextViews(Integer.MAX_VALUE).users(REPORT.users(), List.of());

        assertThat(table.lines()).hasSize(1 + REPORT.users().size());
        assertThat(table.lines().toList().get(0)).endsWith("Duration  Message");
    }

    @Test
    void whoIsCompletedIsSyncedToo() {
        BatchView completed = new BatchView(
                REPORT.view().batch(),
                BatchStatus.COMPLETED_WITH_ERRORS,
                new BatchView.Counts(6, 1, 3, 0, 0, 0, 2),
                null,
                null,
                null,
                "");

        assertThat(new TextViews(120).status(completed)).endsWith("6 users: 1 synced, 3 failed, 2 completed");
        assertThat(new TextViews(120).batches(List.of(completed))).containsPattern("6 +3 +3");
        assertThat(json.batches(List.of(completed))).contains("\"synced\" : 3", "\"completed\" : 2");
    }
}
