package org.stagepost.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.credential.SecretReference;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.migration.BatchReport;
import org.stagepost.migration.BatchReport.UserCsvShape;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.MigrationUserStatus;
import org.stagepost.migration.Phase;
import org.stagepost.migration.RejectedRow;
import org.stagepost.migration.UserFailure;
import org.stagepost.model.FailureCode;
import org.stagepost.model.Finding;
import org.stagepost.model.Finding.Severity;
import org.stagepost.model.FolderPath;
import org.stagepost.sync.Approval;
import org.stagepost.sync.SkippedItem;
import org.stagepost.testing.HostileText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody who means harm wrote into a CSV, a folder's name, a subject or a server's reply is shown, and does nothing. */
class HostileTextTest {
    private static final List<String> CORPUS = HostileText.corpus();
    private static final List<String> HARMLESS =
            IntStream.range(0, CORPUS.size()).mapToObj(i -> "harmless " + i).toList();
    private static final Pattern FORMULA = Pattern.compile("^[\\s\\p{Z}\\p{Cf}\"]*[=+\\-@＝＋－＠﹦﹢﹣﹫]");
    private static final Pattern ELEMENT = Pattern.compile("<(/?[A-Za-z!][^\\s>]*)");

    private Path folder = Path.of("");

    @BeforeEach
    void inAnEmptyFolder(@TempDir Path empty) {
        folder = empty;
    }

    @ParameterizedTest
    @ValueSource(strings = {"statistics.csv", "errors.csv", "skipped.csv"})
    void noCellIsAFormulaAlsoWhereSemicolonsPartThem(String name) throws IOException {
        write(report());

        String text = Files.readString(folder.resolve(name)).substring(1);

        List<CSVRecord> rows = CSVFormat.RFC4180.parse(new StringReader(text)).getRecords();
        assertThat(rows).hasSizeGreaterThan(CORPUS.size());
        assertThat(rows.stream().flatMap(CSVRecord::stream))
                .noneMatch(cell -> FORMULA.matcher(cell).find());
        assertThat(text.lines().flatMap(line -> Stream.of(line.split(";", -1))))
                .noneMatch(cell -> FORMULA.matcher(cell).find());
    }

    @Test
    void csvAndJsonMoveNoCursorAndForgeNoLine() throws IOException {
        write(report());

        for (String name : List.of("statistics.csv", "errors.csv", "skipped.csv", "report.json", "report.html")) {
            String text =
                    Files.readString(folder.resolve(name)).replace("\r\n", "").replace("\n", "");
            assertThat(text.substring(1))
                    .as(name)
                    .doesNotContainPattern("[\\p{Cntrl}\u0080-\u009F\u2028-\u202E\uFEFF]");
        }
    }

    @Test
    void jsonKeepsTheTextsAsTheyWere() throws IOException {
        write(report());

        JsonNode items = JsonMapper.shared()
                .readTree(folder.resolve("report.json").toFile())
                .get("skipped");

        List<String> subjects =
                items.valueStream().map(item -> item.get("subject").asString()).toList();
        assertThat(subjects)
                .containsExactlyElementsOf(
                        CORPUS.stream().map(HostileTextTest::storable).toList());
    }

    @Test
    void thePageHasNoElementsButItsOwn() throws IOException {
        write(report());
        List<String> withHarm = elements(Files.readString(folder.resolve("report.html")));
        write(report(HARMLESS));
        List<String> without = elements(Files.readString(folder.resolve("report.html")));

        assertThat(withHarm).containsExactlyElementsOf(without);
    }

    @Test
    void thePagesDataEndsWhereItEnds() throws IOException {
        write(report());
        String page = Files.readString(folder.resolve("report.html"));

        for (String id : List.of("users", "skipped")) {
            JsonNode rows = HtmlPageTest.data(page, id).get("rows");
            assertThat(rows.size()).isEqualTo(CORPUS.size() * (id.equals("users") ? 2 : 1));
        }
    }

    @Test
    void noAttributeIsLeft() throws IOException {
        write(report());
        String page = Files.readString(folder.resolve("report.html"));

        String markup = page.replaceAll("(?s)<script.*?</script>", "").replaceAll("(?s)<style>.*?</style>", "");

        assertThat(markup).doesNotContainPattern("<[^>]*\\son[a-z]+\\s*=").doesNotContainPattern("<[^>]*(src|data)=");
        assertThat(markup).doesNotContainPattern("href=\"(?!#)");
    }

    @Test
    void terminalTablesMoveNoCursor() {
        BatchReport report = report();

        String text = new TextViews(100).summary(report)
                + new TextViews(100).user(report.users().get(0), "", items(CORPUS))
                + new TextViews(100).batch(report.view(), ViewsTest.CHANGED, report.users(), report.rejected());

        assertThat(text.replace("\n", "")).doesNotContainPattern("[\\p{Cntrl}\u0080-\u009F\u2028-\u202E\uFEFF]");
        assertThat(text.lines()).noneMatch(line -> line.startsWith("Bcc:") || line.startsWith("Subject:"));
    }

    @Test
    void mailsAreTextAndHaveNoElementsButTheirOwn() {
        var mail = new MailComposer().finalReport(report(), write(report()));
        var other = new MailComposer().finalReport(report(HARMLESS), write(report(HARMLESS)));

        assertThat(elements(mail.html())).containsExactlyElementsOf(elements(other.html()));
        assertThat(mail.text().lines()).noneMatch(line -> line.startsWith("Bcc:") || line.equals("."));
        assertThat((mail.text() + mail.html()).replace("\n", ""))
                .doesNotContainPattern("[\\p{Cntrl}\u0080-\u009F\u2028-\u202E\uFEFF]");
        assertThat(mail.subject()).isEqualTo(other.subject());
    }

    private ReportFiles write(BatchReport report) {
        return new ReportWriter(Clock.systemUTC()).write(report, folder);
    }

    private static List<String> elements(String page) {
        Matcher matcher = ELEMENT.matcher(page);
        return matcher.results().map(found -> found.group(1)).toList();
    }

    /** Halves of pairs are no text that a file in UTF-8 can hold. */
    private static String storable(String text) {
        return text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF)
                ? text.replaceAll("[\\x{D800}-\\x{DFFF}]", "?")
                : text;
    }

    private static BatchReport report() {
        return report(CORPUS);
    }

    private static BatchReport report(List<String> texts) {
        List<MigrationUser> users = IntStream.range(0, texts.size())
                .mapToObj(i -> user(i + 1, MigrationUserStatus.FAILED, texts.get(i)))
                .toList();
        return new BatchReport(
                SampleReport.view(),
                new UserCsvShape(List.of("EmailAddress", "UserRoot"), ','),
                users,
                IntStream.range(0, texts.size())
                        .mapToObj(i -> rejected(1000 + i, texts.get(i)))
                        .toList(),
                Map.of(users.get(0).id(), items(texts)),
                texts.stream().map(text -> finding(1, text)).toList());
    }

    /** @param text why it failed, if it did */
    static MigrationUser user(int number, MigrationUserStatus status, String text) {
        UserFailure failure = new UserFailure(
                Phase.SYNC, FailureCode.CONNECTION_LOST, text, 0, SampleReport.START, SampleReport.START);
        return SampleReport.user(
                number,
                SampleReport.row(number + 1, "user" + number + "@example.test"),
                status,
                SampleReport.synced(SampleReport.tally(10, 1)),
                status.isFailed() ? failure : null);
    }

    private static RejectedRow rejected(int line, String text) {
        return new RejectedRow(
                line,
                text,
                List.of(text, text),
                SecretReference.none(),
                SecretReference.none(),
                List.of(finding(line, text)));
    }

    private static Finding finding(int line, String text) {
        return new Finding(Severity.ROW, text, line, text, text, text);
    }

    private static List<SkippedItem> items(List<String> texts) {
        return texts.stream()
                .map(text -> new SkippedItem(
                        FolderPath.of(text),
                        new ItemKey(text),
                        FailureCode.ITEM_REFUSED,
                        text,
                        Instant.EPOCH,
                        text,
                        text,
                        1,
                        text,
                        new Approval(text, Instant.EPOCH, text)))
                .toList();
    }
}
