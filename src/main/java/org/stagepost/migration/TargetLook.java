package org.stagepost.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.Capability;
import org.stagepost.mailbox.MailboxSurvey;
import org.stagepost.mailbox.MailboxSurvey.KeywordFate;
import org.stagepost.mailbox.ServerTraits;
import org.stagepost.migration.UserForecast.TargetOutlook;
import org.stagepost.sync.MailboxForecast;
import org.stagepost.sync.TargetGround;

/** A user's target mailbox as it is now, or why nothing is known of it. */
final class TargetLook implements AutoCloseable {
    private final @Nullable MailboxSurvey survey;
    private final String unknown;

    private TargetLook(@Nullable MailboxSurvey survey, String unknown) {
        this.survey = survey;
        this.unknown = unknown;
    }

    static TargetLook at(MailboxSurvey survey) {
        return new TargetLook(survey, "");
    }

    static TargetLook unknown(String why) {
        return new TargetLook(null, why);
    }

    Optional<MailboxSurvey> survey() {
        return Optional.ofNullable(survey);
    }

    TargetGround ground() {
        return survey().map(TargetLook::ground).orElse(TargetGround.UNKNOWN);
    }

    private static TargetGround ground(MailboxSurvey open) {
        ServerTraits traits = open.traits();
        return new TargetGround(
                open.mailbox().folders(),
                traits.capabilities().contains(Capability.FOLDERS_IGNORE_CASE),
                open::storable,
                traits.largestItem());
    }

    TargetOutlook outlook(MailboxForecast mailbox) {
        return survey().map(open -> outlook(open, mailbox)).orElseGet(() -> TargetOutlook.unknown(unknown));
    }

    private static TargetOutlook outlook(MailboxSurvey open, MailboxForecast mailbox) {
        List<String> lost = new ArrayList<>();
        List<String> doubtful = new ArrayList<>();
        for (String keyword : mailbox.keywords()) {
            KeywordFate fate = open.fate(keyword);
            if (fate != KeywordFate.KEPT) {
                (fate == KeywordFate.LOST ? lost : doubtful).add(keyword);
            }
        }
        return new TargetOutlook("", open.quotas(), open.traits().largestItem().orElse(-1), lost, doubtful);
    }

    @Override
    public void close() {
        survey().ifPresent(MailboxSurvey::close);
    }
}
