package org.stagepost.directory.sieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stagepost.directory.DirectoryEntry;
import org.stagepost.directory.RecipientType;
import org.stagepost.directory.Redirection;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

class ScriptPlanTest {
    private static final EmailAddress ANN = new EmailAddress("ann@old.example.test");
    private static final DirectoryEntry ENTRY = new DirectoryEntry("ann", RecipientType.USER_MAILBOX, List.of(ANN), "");
    private static final Redirection WANTED = new Redirection(new EmailAddress("ann@new.example.test"));
    private static final Redirection REPLACING = new Redirection(WANTED.to(), true, false);
    private static final String TEXT = ForwardScript.of(WANTED);
    private static final ScriptState FORWARDED = state(ForwardScript.NAME, TEXT);
    private static final ScriptState NOTHING = state("", null);
    private static final ScriptState SUMMER = state("summer", null);

    private static ScriptState state(String active, @org.jspecify.annotations.Nullable String own) {
        List<String> names = active.isEmpty() ? List.of("summer") : List.of("summer", active);
        return new ScriptState(names, active, Optional.ofNullable(own));
    }

    private static Optional<String> forwarding(ScriptState now, Redirection wanted) {
        return ScriptPlan.forwarding(ENTRY, now, wanted).map(then -> then.toLdif("ann"));
    }

    private static void assertConflict(ScriptState now, Redirection wanted) {
        assertThatThrownBy(() -> forwarding(now, wanted))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.FORWARDING_CONFLICT));
    }

    @Test
    void forwardsWhereNothingIsActive() {
        assertThat(forwarding(NOTHING, WANTED)).contains(FORWARDED.toLdif("ann"));
        assertThat(forwarding(state("", TEXT), WANTED)).contains(FORWARDED.toLdif("ann"));
        assertThat(forwarding(FORWARDED, WANTED)).isEmpty();
        assertThat(forwarding(state(ForwardScript.NAME, TEXT.replace("\r\n", "\n")), WANTED))
                .isEmpty();
    }

    @Test
    void whatIsActiveStaysUnlessItMayBeReplaced() {
        ScriptState elsewhere = state(ForwardScript.NAME, TEXT.replace("new", "far"));
        for (ScriptState now : List.of(SUMMER, elsewhere)) {
            assertConflict(now, WANTED);
            assertThat(forwarding(now, REPLACING)).contains(FORWARDED.toLdif("ann"));
        }
    }

    @Test
    void nobodyForwardsToItself() {
        assertConflict(NOTHING, new Redirection(ANN, true, false));
    }

    private static Optional<String> undone(ScriptState now, ScriptState before) {
        return ScriptPlan.undo("ann", now, ScriptState.ofLdif(before.toLdif("ann")), FORWARDED)
                .map(then -> then.toLdif("ann"));
    }

    private static void assertChanged(ScriptState now, ScriptState before) {
        assertThatThrownBy(() -> undone(now, before))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.ENTRY_CHANGED));
    }

    @Test
    void changeIsTakenBackToWhatWasBefore() {
        assertThat(undone(FORWARDED, SUMMER)).contains(SUMMER.toLdif("ann"));
        assertThat(undone(FORWARDED, NOTHING)).contains(NOTHING.toLdif("ann"));
        assertThat(undone(SUMMER, SUMMER)).isEmpty();
        assertThat(undone(NOTHING, NOTHING)).isEmpty();
    }

    @Test
    void whatADeadProcessLeftIsTakenBack() {
        assertThat(undone(state("summer", TEXT), SUMMER)).contains(SUMMER.toLdif("ann"));
        assertThat(undone(state("", TEXT), NOTHING)).contains(NOTHING.toLdif("ann"));

        ScriptState inactive = state("", "keep;");
        ScriptState besideSummer = state("summer", "keep;");

        assertThat(undone(state("", TEXT), inactive)).contains(inactive.toLdif("ann"));
        assertThat(undone(state("summer", TEXT), besideSummer)).contains(besideSummer.toLdif("ann"));
        assertThat(undone(state(ForwardScript.NAME, "keep;"), inactive)).contains(inactive.toLdif("ann"));
        assertThat(undone(state(ForwardScript.NAME, "keep;"), besideSummer)).contains(besideSummer.toLdif("ann"));
    }

    @Test
    void whatSomebodyChangedSinceStays() {
        assertChanged(SUMMER, NOTHING);
        assertChanged(state(ForwardScript.NAME, "keep;"), NOTHING);
        assertChanged(state("", TEXT), SUMMER);
        assertChanged(new ScriptState(List.of(ForwardScript.NAME), ForwardScript.NAME, Optional.of(TEXT)), SUMMER);
    }

    @Test
    void damagedJournalIsSaidToBeDamaged() {
        assertThatThrownBy(() -> ScriptState.ofLdif("dn:: YQ==\nactiveScript:: ???\n"))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.STORE_DAMAGED));
    }
}
