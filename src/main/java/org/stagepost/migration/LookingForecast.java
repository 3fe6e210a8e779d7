package org.stagepost.migration;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.mailbox.MailboxConnector;
import org.stagepost.migration.BatchForecast.Side;
import org.stagepost.migration.EstimateModel.Measured;
import org.stagepost.migration.EstimateModel.Terms;
import org.stagepost.migration.EstimateModel.Work;
import org.stagepost.migration.MailboxSurveys.Surveyed;
import org.stagepost.model.PassNumber;
import org.stagepost.sync.MailboxForecast;
import org.stagepost.sync.MailboxForecast.Amount;

/** Looks at users as a validation does, and on the way into both mailboxes of each. */
public final class LookingForecast implements ForecastBatch {
    private final LookingValidation validation;
    private final UserChecks checks;
    private final Map<EndpointKind, MailboxConnector> connectors;
    private final MailboxLogins logins;
    private final UserLedger ledger;
    private final Clock clock;

    public LookingForecast(
            LookingValidation validation,
            UserChecks checks,
            Map<EndpointKind, MailboxConnector> connectors,
            MailboxLogins logins,
            UserLedger ledger,
            Clock clock) {
        this.validation = validation;
        this.checks = checks;
        this.connectors = Map.copyOf(connectors);
        this.logins = logins;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public BatchForecast forecast(Path path) {
        BatchInput input = validation.read(path);
        PassNumber pass = validation.passOf(input);
        JobFile jobFile = input.jobFile();
        MailboxSurveys surveys = new MailboxSurveys(connectors, logins, ledger);
        Stopwatch watch = new Stopwatch();
        BatchValidation looked = validation.validate(
                input, pass, (job, number, rows) -> watch.timed(() -> checks.look(job, number, rows, surveys::visit)));
        List<Surveyed> largest = surveys.largest();
        List<UserForecast> users = users(looked, largest);
        return new BatchForecast(
                looked.with(users.stream().map(UserForecast::check).toList()),
                users,
                Side.of(jobFile.source(), surveys.source().traits()),
                Side.of(jobFile.target(), surveys.target().traits()),
                estimate(jobFile, pass, surveys, largest, watch.time));
    }

    private static List<UserForecast> users(BatchValidation looked, List<Surveyed> surveyed) {
        Map<String, Surveyed> byAddress = surveyed.stream()
                .collect(Collectors.toMap(one -> one.row().address().value(), Function.identity()));
        return looked.users().stream()
                .map(check -> Optional.ofNullable(byAddress.get(check.address()))
                        .filter(one -> one.row().line() == check.line())
                        .map(one -> UserForecast.of(check, one.mailbox(), one.target(), one.settings()))
                        .orElseGet(() -> new UserForecast(check, null, null)))
                .toList();
    }

    private @Nullable RunEstimate estimate(
            JobFile jobFile, PassNumber pass, MailboxSurveys surveys, List<Surveyed> surveyed, Duration time) {
        if (surveyed.isEmpty()) {
            return null;
        }
        OptionalLong rate = new ReadProbe(row -> surveys.openSource(jobFile, row)).measure(surveyed);
        Measured measured = new Measured(
                time.dividedBy(surveyed.size()),
                UserChecks.atOnce(jobFile, pass),
                surveys.source().roundTrip(),
                surveys.target().roundTrip(),
                rate);
        Terms terms = new Terms(
                jobFile.concurrency(pass),
                surveys.target().traits(),
                List.of(jobFile.source().limits(), jobFile.target().limits()),
                clock.instant());
        return new EstimateModel(measured, terms).estimate(work(surveyed));
    }

    private static Work work(List<Surveyed> surveyed) {
        List<MailboxForecast> mailboxes =
                surveyed.stream().map(Surveyed::mailbox).toList();
        return new Work(
                mailboxes.size(),
                mailboxes.stream().mapToLong(MailboxForecast::folders).sum(),
                mailboxes.stream().mapToLong(MailboxForecast::newFolders).sum(),
                mailboxes.stream().map(MailboxForecast::toCopy).reduce(Amount.NOTHING, Amount::plus),
                mailboxes.get(0).toCopy());
    }

    /** How long the looking took; the endpoints' own tests before it do not count. */
    private static final class Stopwatch {
        private Duration time = Duration.ZERO;

        private UserChecks.Result timed(Supplier<UserChecks.Result> look) {
            long begin = System.nanoTime();
            try {
                return look.get();
            } finally {
                time = Duration.ofNanos(System.nanoTime() - begin);
            }
        }
    }
}
