package org.stagepost.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.mailbox.ServerTraits;
import org.stagepost.migration.BatchValidation.EndpointCheck;
import org.stagepost.model.ExitCode;
import org.stagepost.sync.MailboxForecast;
import org.stagepost.sync.MailboxForecast.Amount;

/**
 * What a run of a batch would do if it began now.
 *
 * @param validation the endpoints and the users, each user with what the forecast has found besides
 * @param users in the order of {@code validation}
 * @param estimate null when no mailbox could be looked at
 */
public record BatchForecast(
        BatchValidation validation,
        List<UserForecast> users,
        Side source,
        Side target,
        @Nullable RunEstimate estimate) {
    /**
     * One of the two servers.
     *
     * @param endpoint its name
     * @param traits null when none of its mailboxes could be opened
     */
    public record Side(
            String endpoint,
            String address,
            Compressing compressing,
            @Nullable ServerTraits traits) {
        public static Side of(Endpoint endpoint, Optional<ServerTraits> traits) {
            Compressing wanted =
                    switch (endpoint.compression()) {
                        case ALWAYS -> Compressing.WHEREVER_OFFERED;
                        case AUTO -> Compressing.WHERE_SLOW;
                        case NEVER -> Compressing.NOWHERE;
                    };
            return new Side(endpoint.name(), endpoint.address(), wanted, traits.orElse(null));
        }
    }

    /** When a line is compressed, by configuration. */
    public enum Compressing {
        WHEREVER_OFFERED,
        /** Where the line turns out to be long and slow. */
        WHERE_SLOW,
        NOWHERE
    }

    /** @param stage of the endpoint's test, which ended there */
    public record EndpointFault(String endpoint, String stage, String detail, String remedy) {}

    public BatchForecast {
        users = List.copyOf(users);
    }

    public Amount toCopy() {
        return mailboxes().map(MailboxForecast::toCopy).reduce(Amount.NOTHING, Amount::plus);
    }

    public Amount inSource() {
        return mailboxes().map(MailboxForecast::inSource).reduce(Amount.NOTHING, Amount::plus);
    }

    /** Those that were looked at. */
    public Stream<MailboxForecast> mailboxes() {
        return users.stream().map(UserForecast::mailbox).filter(Objects::nonNull);
    }

    public Optional<RunEstimate> expected() {
        return Optional.ofNullable(estimate);
    }

    /** Endpoints that fail their test. */
    public List<EndpointFault> endpointFaults() {
        List<EndpointFault> faults = new ArrayList<>();
        for (EndpointCheck check : validation.endpoints()) {
            for (ProbeStage stage : check.stages()) {
                if (!stage.passed()) {
                    faults.add(
                            new EndpointFault(check.endpoint().name(), stage.name(), stage.detail(), stage.remedy()));
                }
            }
        }
        return faults;
    }

    /** What a run would end with, as far as can be seen. */
    public ExitCode exitCode() {
        return validation.exitCode();
    }
}
