package org.stagepost.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.model.ExitCode;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.model.OutgoingMail;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What one run wrote and mailed tells the same in each of its forms. */
class ReportsAgreeTest {
    private static final Set<String> COUNTS = Set.of(
            "total",
            "synced",
            "failed",
            "itemsInSource",
            "itemsSynced",
            "itemsSkipped",
            "score",
            "failures",
            "skipped");

    private final JobWorld world;

    ReportsAgreeTest(@TempDir Path folder) {
        world = new JobWorld(folder);
    }

    @Test
    void csvJsonPageAndMailTellTheSame() throws IOException {
        try (world) {
            RunResult result = world.run(oddBatch());
            assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.SOME_USERS_FAILED);
            JsonNode json = JsonMapper.shared().readTree(read(result, "report.json"));
            String page = read(result, "report.html");
            OutgoingMail mail = world.mails.get(world.mails.size() - 1);

            Map<String, String> expected = ofJson(json);

            assertThat(expected.get("itemsSkipped")).isEqualTo("2");
            assertThat(expected.get("failed")).isEqualTo("3");
            assertThat(ofCsv(result, json)).isEqualTo(expected);
            assertThat(ofPage(page)).isEqualTo(expected);
            assertThat(ofMail(mail.text(), expected)).isEqualTo(expected);
            assertThat(ofMail(asText(mail.html()), expected)).isEqualTo(expected);
        }
    }

    @Test
    void eachCellOfTheTablesIsTheSame() throws IOException {
        try (world) {
            RunResult result = world.run(oddBatch());
            JsonNode json = JsonMapper.shared().readTree(read(result, "report.json"));
            String page = read(result, "report.html");

            for (String table : List.of("users", "skipped")) {
                List<CSVRecord> csv = csv(result, table.equals("users") ? "statistics.csv" : "skipped.csv");
                JsonNode data = data(page, table);
                assertThat(csv)
                        .hasSize(json.get(table).size())
                        .hasSize(data.get("rows").size());
                for (int row = 0; row < csv.size(); row++) {
                    for (int i = 0; i < data.get("columns").size(); i++) {
                        String name = data.get("columns").get(i).get("name").asString();
                        String cell = csv.get(row).get(Character.toUpperCase(name.charAt(0)) + name.substring(1));
                        JsonNode inJson = json.get(table).get(row).get(name);
                        assertThat(cell).as(name).isEqualTo(inJson.isNull() ? "" : csvCell(inJson.asString()));
                        assertThat(value(data.get("rows").get(row).get(i), name))
                                .as(name)
                                .isEqualTo(cell);
                    }
                }
            }
        }
    }

    /** Two of the users synced, one of them with skipped items; one failed; two rows were left out. */
    private Path oddBatch() {
        for (String user : List.of("ann", "bob", "cyd")) {
            world.seed(user + "@example.test", 3);
        }
        world.deliver("ann@example.test", FolderPath.INBOX, "<b>odd</b>; \"quoted\", größer");
        world.servers
                .target("ann@example.test")
                .refusing((folder, item) ->
                        item.text().contains("item 1") ? Optional.of(FailureCode.ITEM_REFUSED) : Optional.empty());
        world.csv(
                "EmailAddress,UserName,Password",
                "ann@example.test,ann@example.test,x",
                "bob@example.test,bob@example.test,x",
                "=eve(at)example.test,eve,x",
                "cyd@example.test,cyd@example.test,wrong",
                "ann@example.test,again,x");
        Path file = world.imapJob("notify: [admin@example.test]");
        return world.write(
                "wave-1.yml",
                JobWorld.text(file)
                        + "  - { name: relay, kind: smtp, host: smtp.example.test, from: s@example.test }\n");
    }

    private static Map<String, String> ofJson(JsonNode json) {
        Map<String, String> counts = new TreeMap<>();
        for (String name : List.of("total", "synced", "failed")) {
            counts.put(name, json.get("batch").get(name).asString());
        }
        for (String name : List.of("itemsInSource", "itemsSynced", "itemsSkipped")) {
            counts.put(
                    name,
                    String.valueOf(json.get("users")
                            .valueStream()
                            .mapToLong(user -> user.get(name).asLong())
                            .sum()));
        }
        counts.put("score", json.get("score").asString());
        counts.put("failures", String.valueOf(json.get("errors").size()));
        counts.put("skipped", String.valueOf(json.get("skipped").size()));
        return counts;
    }

    private static Map<String, String> ofCsv(RunResult result, JsonNode json) throws IOException {
        List<CSVRecord> users = csv(result, "statistics.csv");
        Map<String, String> counts = new TreeMap<>();
        counts.put("total", String.valueOf(users.size()));
        counts.put("synced", count(users, "Synced"));
        counts.put("failed", count(users, "Failed"));
        for (String name : List.of("ItemsInSource", "ItemsSynced", "ItemsSkipped")) {
            counts.put(
                    Character.toLowerCase(name.charAt(0)) + name.substring(1),
                    String.valueOf(users.stream()
                            .mapToLong(user -> Long.parseLong(user.get(name)))
                            .sum()));
        }
        counts.put("score", json.get("score").asString());
        assertThat(users).anyMatch(user -> user.get("Score").equals(counts.get("score")));
        counts.put("failures", String.valueOf(csv(result, "errors.csv").size()));
        counts.put("skipped", String.valueOf(csv(result, "skipped.csv").size()));
        return counts;
    }

    private static String count(List<CSVRecord> users, String status) {
        return String.valueOf(
                users.stream().filter(user -> user.get("Status").equals(status)).count());
    }

    private static Map<String, String> ofPage(String page) {
        Map<String, String> counts = new TreeMap<>();
        Matcher matcher = Pattern.compile("data-count=\"(\\w+)\">([^<]*)<").matcher(page);
        while (matcher.find()) {
            counts.put(matcher.group(1), matcher.group(2));
        }
        counts.keySet().retainAll(COUNTS);
        int failures =
                Pattern.compile("<li><b>").matcher(page).results().toList().size();
        counts.put("failures", String.valueOf(failures));
        counts.put("skipped", String.valueOf(data(page, "skipped").get("rows").size()));
        return counts;
    }

    /** The mail says no more of these than what it is asked for here. */
    private static Map<String, String> ofMail(String text, Map<String, String> expected) {
        Map<String, String> counts = new TreeMap<>();
        Matcher synced = find("Synced:? (\\d+)(?: of (\\d+))?", text);
        counts.put("synced", synced.group(1));
        counts.put("total", find("(\\d+) of (\\d+) users are synced", text).group(2));
        counts.put("failed", find("Failed:? (\\d+)", text).group(1));
        Matcher items = find("Items:? (\\d+) of (\\d+)", text);
        counts.put("itemsSynced", items.group(1));
        counts.put("itemsInSource", items.group(2));
        counts.put("itemsSkipped", find("Skipped items:? (\\d+)", text).group(1));
        counts.put("score", find("Score:? (\\w+)", text).group(1));
        counts.put(
                "failures",
                String.valueOf(
                        Pattern.compile("What to do:").matcher(text).results().count()));
        counts.put("skipped", expected.getOrDefault("skipped", ""));
        return counts;
    }

    private static Matcher find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher;
    }

    private static String asText(String html) {
        return html.replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ");
    }

    /** As a CSV file has it. */
    private static String value(JsonNode cell, String column) {
        if (!cell.isArray()) {
            return csvCell(cell.asString());
        }
        return switch (column) {
            case "duration" -> Duration.ofMillis(cell.get(0).asLong()).toString();
            case "score" -> cell.get(1).asString();
            default -> csvCell(cell.get(0).asString());
        };
    }

    private static String csvCell(String text) {
        return text.startsWith("=") ? "'" + text : text;
    }

    private static JsonNode data(String page, String id) {
        String begin = "<script type=\"application/json\" id=\"" + id + "\">";
        int from = page.indexOf(begin) + begin.length();
        return JsonMapper.shared().readTree(page.substring(from, page.indexOf("</script>", from)));
    }

    private static String read(RunResult result, String file) throws IOException {
        return Files.readString(result.reports().resolve(file));
    }

    private static List<CSVRecord> csv(RunResult result, String file) throws IOException {
        return CSVFormat.RFC4180
                .builder()
                .setHeader()
                .get()
                .parse(new StringReader(read(result, file).substring(1)))
                .getRecords();
    }
}
