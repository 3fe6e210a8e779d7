package org.stagepost.migration;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.mailbox.MailboxConnector;
import org.stagepost.mailbox.MailboxLogin;
import org.stagepost.mailbox.MailboxSurvey;
import org.stagepost.migration.UserForecast.TargetOutlook;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Reach;
import org.stagepost.sync.CopyAttempt;
import org.stagepost.sync.CopySettings;
import org.stagepost.sync.JournalEntry;
import org.stagepost.sync.MailboxForecast;
import org.stagepost.sync.MailboxForecaster;

/** Looks into both mailboxes of one user after the other, and keeps what a forecast needs of them. Thread-safe. */
final class MailboxSurveys {
    /** A forecast spools nothing. */
    private static final Path NO_SPOOL = Path.of("");

    private final Map<EndpointKind, MailboxConnector> connectors;
    private final MailboxLogins logins;
    private final UserLedger ledger;
    private final Map<EmailAddress, Surveyed> found = new ConcurrentHashMap<>();
    private final SideSurvey source = new SideSurvey();
    private final SideSurvey target = new SideSurvey();

    MailboxSurveys(Map<EndpointKind, MailboxConnector> connectors, MailboxLogins logins, UserLedger ledger) {
        this.connectors = Map.copyOf(connectors);
        this.logins = logins;
        this.ledger = ledger;
    }

    /** What was seen of one user. @param settings that the user would be copied with */
    record Surveyed(UserRow row, MailboxForecast mailbox, TargetOutlook target, CopySettings settings) {}

    Optional<Surveyed> of(EmailAddress address) {
        return Optional.ofNullable(found.get(address));
    }

    SideSurvey source() {
        return source;
    }

    SideSurvey target() {
        return target;
    }

    /** @throws MigrationException what a run would fail with */
    void visit(JobFile jobFile, UserRow row) {
        Optional<MigrationUser> known = ledger.find(jobFile.name(), row.address());
        CopySettings settings = EffectiveSettings.of(
                jobFile, known.map(MigrationUser::settings).orElse(UserSettings.NONE), CopyAttempt.FIRST, NO_SPOOL);
        List<JournalEntry> journal =
                known.map(user -> ledger.journal(user.id()).entries()).orElse(List.of());
        try (MailboxSurvey from = openSource(jobFile, row);
                TargetLook to = openTarget(jobFile, row)) {
            source.saw(from);
            to.survey().ifPresent(target::saw);
            MailboxForecast mailbox = new MailboxForecaster(from.mailbox(), settings).forecast(to.ground(), journal);
            found.put(row.address(), new Surveyed(row, mailbox, to.outlook(mailbox), settings));
        }
    }

    /** Those with most to copy first. */
    List<Surveyed> largest() {
        return found.values().stream()
                .sorted(Comparator.comparingLong(
                                (Surveyed one) -> -one.mailbox().toCopy().bytes())
                        .thenComparing(one -> one.row().address().value()))
                .toList();
    }

    MailboxSurvey openSource(JobFile jobFile, UserRow row) {
        return open(jobFile.source(), logins.source(jobFile.source(), row));
    }

    /** A staged user's target mailbox may have to be made first, and its login, too. */
    private TargetLook openTarget(JobFile jobFile, UserRow row) {
        try {
            return TargetLook.at(open(jobFile.target(), logins.target(jobFile.target(), row, jobFile.type())));
        } catch (MigrationException e) {
            if (jobFile.type() == MigrationType.IMAP || e.code().reach() != Reach.MAILBOX) {
                throw e;
            }
            return TargetLook.unknown("not known before the mailbox is made: " + e.detail());
        }
    }

    private MailboxSurvey open(Endpoint endpoint, MailboxLogin login) {
        MailboxConnector connector = connectors.get(endpoint.kind());
        if (connector == null) {
            throw new MigrationException(
                    FailureCode.JOB_FILE_INVALID, "endpoint " + endpoint.name() + " holds no mailboxes");
        }
        return connector.openSurvey(endpoint, login);
    }
}
