package org.stagepost.cli.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stagepost.testing.Golden;

/** What programs rely on, and the document that is made of it. */
class RunEventTest {
    private static final String HEAD = """
            # Events

            `--events FILE` of `run`, `restart`, `batch start` and `batch complete` appends a line of JSON to the file for everything that happens, while
            it happens; `--events -` writes them to standard output, and what people read goes to standard error. Each line is written by itself. A file that is made
            has mode 0600. All text is ASCII: other characters are written as JSON escapes.

            A disk that is full or a reader that went away never fails a run: what cannot be written, or comes while 100,000 lines wait, is lost, and the run says at its end how many lines that were.
            A reader should pass over events and fields that it does not know: new ones come without a new schema.

            ```
            %s```

            ## Events
            Each has the fields %s, and those that stand here: always all of them, but for `copiedBy`.

            | event | when | fields |
            |---|---|---|
            """;
    private static final String FIELDS = """

            ## Fields
            | field | is | what |
            |---|---|---|
            """;
    private static final String SAMPLE = EventLine.of(
            RunEvent.COMMITTED,
            Instant.parse("2026-11-20T08:04:05.250Z"),
            new EventLine.Source("wave-1", 1, "mover-1:4711"),
            "ann@contoso.test",
            "INBOX/Projects",
            512,
            31_200_000,
            "mover-2/815-00d2a16b");

    private static String names(Collection<EventField> fields) {
        return fields.stream().map(field -> "`" + field.word() + "`").collect(Collectors.joining(", "));
    }

    @Test
    void areListedInTheDocument() {
        String events = Arrays.stream(RunEvent.values())
                .map(event -> "| %s | %s | %s |\n".formatted(event.word(), event.meaning(), names(event.fields())))
                .collect(Collectors.joining());
        String fields = Arrays.stream(EventField.values())
                .map(field -> "| %s | %s | %s |\n".formatted(field.word(), field.type(), field.meaning()))
                .collect(Collectors.joining());

        Golden.matches(
                "../../../docs/events.md", HEAD.formatted(SAMPLE, names(RunEvent.COMMON)) + events + FIELDS + fields);
    }

    @Test
    void schemaOneHasTheseFields() {
        List<String> schema = Stream.of(RunEvent.values())
                .map(event -> event.word() + " "
                        + event.fields().stream().map(EventField::word).collect(Collectors.joining(",")))
                .toList();

        assertThat(schema)
                .containsSubsequence(
                        "runStarted resumed",
                        "usersImported rows,pending,findings",
                        "step step",
                        "userStarted user,copiedBy",
                        "planned user,items,bytes,copiedBy",
                        "committed user,folder,items,bytes,copiedBy",
                        "failed user,code,message,copiedBy",
                        "userEnded user,status,items,bytes,message,copiedBy",
                        "slowedDown message",
                        "notice message",
                        "waiting until",
                        "stopping ",
                        "runEnded exitCode,message,users,synced,failed,stopped,items,bytes,seconds");
        assertThat(RunEvent.COMMON)
                .extracting(EventField::word)
                .startsWith("schema", "time", "event", "batch", "pass", "worker");
    }

    @Test
    void everyFieldIsUsedAndHasANameOfItsOwn() {
        List<EventField> used = Stream.concat(
                        RunEvent.COMMON.stream(),
                        Stream.of(RunEvent.values()).flatMap(event -> event.fields().stream()))
                .distinct()
                .toList();

        assertThat(used).containsExactlyInAnyOrder(EventField.values());
        assertThat(EventField.values()).extracting(EventField::word).doesNotHaveDuplicates();
    }
}
