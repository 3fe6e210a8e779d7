package org.stagepost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stagepost.migration.MigrationUserStatus;

/** What is typed for the list of what is to be done after a batch. */
class ChecklistCommandTest {
    private final FakeContexts contexts = new FakeContexts();

    @BeforeEach
    void aBatch() {
        contexts.withBatch("wave-1", Samples.user(0, "wave-1", "ann@contoso.test", MigrationUserStatus.SYNCED));
    }

    private Typed show(String... more) {
        String[] words = new String[3 + more.length];
        words[0] = "batch";
        words[1] = "show";
        words[2] = "wave-1";
        System.arraycopy(more, 0, words, 3, more.length);
        return Typed.in(contexts, words);
    }

    @Test
    void jobFileThatIsGoneLeavesWhatTheLedgerKnows() {
        Typed typed =
                show("--checklist", "--dns-server", "127.0.0.1:5353", "--mx-switched", "2026-12-01T20:00:00+01:00");

        assertThat(typed.exit()).isZero();
        assertThat(typed.out())
                .contains("unknown  Let the domains of the batch lead to the target.")
                .contains("done     Sync every user.")
                .contains("ann@contoso.test was never synced");
        assertThat(contexts.discoveries.get(0).dnsServer()).isEqualTo("127.0.0.1:5353");
        assertThat(show("--checklist", "--mx-switched", "2026-12-01T20:00:00+01:00", "--json")
                        .out())
                .contains("\"mxSwitched\" : \"2026-12-01T19:00:00Z\"")
                .contains("\"state\" : \"toDo\"");
    }

    @Test
    void optionsOfTheListAreRefusedWithoutItAndTimesWithoutAZone() {
        assertThat(show("--mx-switched", "2026-12-01T20:00:00Z").err()).contains("add --checklist");
        assertThat(show("--dns-server", "127.0.0.1").exit()).isEqualTo(2);
        assertThat(show("--checklist", "--mx-switched", "2026-12-01").err()).contains("2026-12-01T20:00:00Z");
        assertThat(show("--checklist", "--dns-server", "127.0.0.1:99999").err()).contains("99999 is not a port");
    }
}
