package org.stagepost.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.faults.HostileScript.Trait;
import org.stagepost.testing.RequiresServer;

/**
 * One batch with a mailbox for every way in which a server can misbehave, and some honest ones among them. The process
 * has little heap. Size: {@code campaign.hostile}, {@code all}, every n-th script that is not slow, or a
 * pattern of names.
 */
@Tag("campaign")
@RequiresServer("dovecot")
class HostileServersDovecotIT {
    private static final String SIZE = System.getProperty("campaign.hostile", "8");
    private static final int HONEST = 3;
    private static final CSVFormat HEADED =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

    private static MailServer source;
    private static MailServer target;

    private final Map<String, HostileScript> scriptOf = new LinkedHashMap<>();
    private final Map<String, String> targetOf = new LinkedHashMap<>();

    @BeforeAll
    static void start() {
        int users = 2 * (HostileScript.all().size() + 2 * HONEST);
        source = MailServer.dovecot(users);
        target = MailServer.dovecot(users);
    }

    @AfterAll
    static void stop() {
        source.close();
        target.close();
    }

    private static List<HostileScript> chosen() {
        List<HostileScript> all = HostileScript.all().stream()
                .filter(script -> !SIZE.matches("\\d+") || !script.traits().contains(Trait.SLOW))
                .toList();
        if (!SIZE.matches("all|\\d+")) {
            return all.stream().filter(script -> script.name().matches(SIZE)).toList();
        }
        int step = SIZE.equals("all") ? 1 : Integer.parseInt(SIZE);
        return IntStream.range(0, all.size())
                .filter(i -> i % step == 0)
                .mapToObj(all::get)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"source", "target"})
    void endsInANamedErrorAndLeavesOtherMailboxesAlone(String side) throws IOException {
        List<HostileScript> scripts = chosen();
        boolean atSource = side.equals("source");
        Map<String, HostileScript> hostile = new TreeMap<>();
        seed(atSource, scripts, hostile);
        Path folder = Campaign.temporaryFolder("hostile");
        try (HostileFront front = new HostileFront(atSource ? source.port() : target.port(), hostile)) {
            List<List<String>> pairs = new ArrayList<>();
            targetOf.forEach((from, to) -> pairs.add(List.of(from, to)));
            int sourcePort = atSource ? front.port() : source.port();
            int targetPort = atSource ? target.port() : front.port();
            Batch batch = new Batch(folder, sourcePort, targetPort, pairs, pairs.size());

            Program run = batch.startHurried();
            int exitCode = run.exitCode();

            assertThat(exitCode).as(side + ": " + run.output()).isIn(0, 3);
            Campaign.tell("hostile " + side + ": " + pairs.size() + " mailboxes at a time, peak memory "
                    + run.peakMemoryMegabytes() + " MB");
            judge(side, batch, front);
        } finally {
            Batch.delete(folder);
        }
    }

    private void seed(boolean atSource, List<HostileScript> scripts, Map<String, HostileScript> hostile) {
        for (int i = 0; i < scripts.size() + HONEST; i++) {
            String from = source.freshUser();
            String to = target.freshUser();
            Corpus corpus = new Corpus(from, i);
            List<TestMail> inbox = corpus.mails(8);
            source.fill(from, "INBOX", inbox);
            source.fill(from, "Work", corpus.mails(4));
            // some are there already: a target is read, too
            target.fill(to, "INBOX", inbox.subList(0, 3));
            targetOf.put(from, to);
            // the honest ones come first, in the middle and last
            if (i % (scripts.size() / HONEST + 2) != 0 && hostile.size() < scripts.size()) {
                HostileScript script = scripts.get(hostile.size());
                hostile.put(atSource ? from : to, script);
                scriptOf.put(from, script);
            }
        }
    }

    /** The values of a column of a report, by source user. */
    private static Map<String, List<String>> column(Batch batch, String report, String user, String column)
            throws IOException {
        Path file =
                batch.home().resolve("reports").resolve(Batch.NAME).resolve("1").resolve(report);
        Map<String, List<String>> values = new TreeMap<>();
        String text = Files.readString(file, StandardCharsets.UTF_8).replace("\uFEFF", "");
        try (CSVParser rows = CSVParser.parse(text, HEADED)) {
            rows.forEach(
                    row -> values.computeIfAbsent(row.get(user).replace("@example.test", ""), key -> new ArrayList<>())
                            .add(row.get(column)));
        }
        return values;
    }

    private void judge(String side, Batch batch, HostileFront front) throws IOException {
        Map<String, List<String>> codes = column(batch, "errors.csv", "EmailAddress", "FailureCode");
        Map<String, List<String>> skipped = column(batch, "skipped.csv", "EmailAddress", "Reason");
        Map<String, Integer> endings = new TreeMap<>();
        List<String> faults = new ArrayList<>();
        for (Map.Entry<String, String> pair : targetOf.entrySet()) {
            Optional<HostileScript> script = Optional.ofNullable(scriptOf.get(pair.getKey()));
            String name = script.map(HostileScript::name).orElse("honest");
            List<String> named = codes.getOrDefault(pair.getKey(), List.of());
            String code = named.isEmpty() ? "Synced" : String.join(" ", named);
            int told = skipped.getOrDefault(pair.getKey(), List.of()).size();
            Verdict verdict = Verdict.of(source.snapshot(pair.getKey()), target.snapshot(pair.getValue()));
            boolean isLie = script.filter(each -> each.traits().contains(Trait.BELIEVED))
                    .isPresent();
            boolean isSilent = named.isEmpty() && !isLie && verdict.lost() > told;
            String line = "hostile " + side + " " + name + (front.fired().contains(name) ? "" : " (not reached)") + ": "
                    + code + ", skipped " + told + ", lost " + verdict.lost() + ", duplicated "
                    + verdict.duplicated() + ", altered " + verdict.altered();
            endings.merge((script.isEmpty() ? "honest " : "") + code, 1, Integer::sum);
            if (named.contains("INTERNAL")
                    || isSilent
                    || (script.isEmpty() && !(named.isEmpty() && verdict.isClean()))) {
                faults.add(line);
            }
            System.out.println(line);
        }
        Campaign.tell("hostile " + side + ": " + front.fired().size() + " of " + scriptOf.size()
                + " scripts struck, endings " + endings + ", faults " + faults.size());
        if (!faults.isEmpty()) {
            System.out.println(Files.readString(batch.home().resolve("logs/stagepost.log"), StandardCharsets.UTF_8));
        }
        assertThat(faults).isEmpty();
    }
}
