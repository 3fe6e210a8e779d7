package org.stagepost.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.migration.BatchReport;
import org.stagepost.migration.BatchReport.BatchFailure;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.UserId;
import org.stagepost.sync.SkippedItem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HtmlPageTest {
    @Test
    void thePolicyLetsRunThePagesOwnScriptAndStyleOnly() {
        String page = page(SampleReport.imap());

        assertThat(page)
                .contains("content=\"default-src 'none'; style-src '" + sha256(within(page, "<style>", "</style>"))
                        + "'; script-src '" + sha256(within(page, "<script>", "</script>"))
                        + "'; base-uri 'none'; form-action 'none'\"");
        assertThat(page).doesNotContain(" src=", " style=", "@import", "url(");
    }

    @Test
    void aThousandUsersAreDataAndFiftyOfThemRows() {
        String page = page(users(1000, MigrationUserStatus.SYNCED));

        assertThat(data(page, "users").get("rows").size()).isEqualTo(1000);
        assertThat(page).contains("The first 50 of 1000.").contains("user50@example.test</th>");
        assertThat(page).doesNotContain("user51@example.test</th>");
    }

    @Test
    void smallBatchesNeedNoScript() {
        assertThat(page(users(50, MigrationUserStatus.SYNCED)))
                .contains("user50@example.test</th>")
                .doesNotContain("The first 50 of");
    }

    @Test
    void cellsAreNamedAsInReportJson() {
        JsonNode users = data(page(SampleReport.imap()), "users");
        JsonNode json = JsonMapper.shared().readTree(new JsonViews().summary(SampleReport.imap()));

        List<String> columns = users.get("columns")
                .valueStream()
                .map(column -> column.get("name").asString())
                .toList();

        assertThat(json.get("users").get(0).propertyNames())
                .containsAll(columns)
                .hasSize(columns.size() + 1)
                .contains("row");
        JsonNode items = data(page(SampleReport.imap()), "skipped");
        assertThat(json.get("skipped").get(0).propertyNames())
                .containsExactlyElementsOf(items.get("columns")
                        .valueStream()
                        .map(column -> column.get("name").asString())
                        .toList());
    }

    @Test
    void failuresOfOneCauseStandTogetherWithTheirRemedyOnce() {
        String page = page(users(25, MigrationUserStatus.FAILED));

        assertThat(page.split("What to do:", -1)).hasSize(2);
        assertThat(page)
                .contains("CONNECTION_LOST <span class=\"quiet\">25 times</span>")
                .contains("… and 5 more");
    }

    @Test
    void whatEndedTheRunIsTheFirstFailure() {
        BatchReport some = users(3, MigrationUserStatus.FAILED);
        BatchReport report = new BatchReport(
                some.view(),
                some.csv(),
                some.users(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(new BatchFailure(FailureCode.ENDPOINT_UNREACHABLE, "old-mail is not reachable")));

        String page = page(report);

        assertThat(page).contains("The batch has failed.").contains("ended the run");
        assertThat(page.indexOf("old-mail is not reachable")).isLessThan(page.indexOf("CONNECTION_LOST"));
    }

    @Test
    void itemsBeyondTheMostAreCounted() {
        BatchReport some = users(1, MigrationUserStatus.SYNCED);
        SkippedItem item = new SkippedItem(
                FolderPath.INBOX, new ItemKey("1"), FailureCode.ITEM_REFUSED, "", Instant.EPOCH, "", "", 1, "");
        BatchReport report = new BatchReport(
                some.view(),
                some.csv(),
                some.users(),
                List.of(),
                Map.of(
                        new UserId(1),
                        IntStream.range(0, HtmlTables.MOST_ITEMS + 3)
                                .mapToObj(i -> item)
                                .toList()),
                List.of());

        String page = page(report);

        assertThat(data(page, "skipped").get("rows").size()).isEqualTo(HtmlTables.MOST_ITEMS);
        assertThat(page).contains("3 more are in skipped.csv only.").contains("The first 50 of 20003.");
    }

    private static String page(BatchReport report) {
        StringWriter out = new StringWriter();
        HtmlPage.write(HtmlContent.of(ReportDocument.of(report, SampleReport.SYNCED), report), out);
        return out.toString();
    }

    private static BatchReport users(int count, MigrationUserStatus status) {
        List<MigrationUser> users = IntStream.rangeClosed(1, count)
                .mapToObj(number -> HostileTextTest.user(number, status, "NO try again"))
                .toList();
        BatchReport sample = SampleReport.imap();
        return new BatchReport(sample.view(), sample.csv(), users, List.of(), Map.of(), List.of());
    }

    /** What the page's script reads. */
    static JsonNode data(String page, String id) {
        return JsonMapper.shared()
                .readTree(within(page, "<script type=\"application/json\" id=\"" + id + "\">", "</script>"));
    }

    private static String within(String page, String begin, String end) {
        Matcher matcher = Pattern.compile(Pattern.quote(begin) + "(.*?)" + Pattern.quote(end), Pattern.DOTALL)
                .matcher(page);
        assertThat(matcher.find()).as(begin).isTrue();
        return matcher.group(1);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
