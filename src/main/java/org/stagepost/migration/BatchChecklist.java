package org.stagepost.migration;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stagepost.discovery.DomainLook;
import org.stagepost.discovery.DomainState;
import org.stagepost.discovery.HostName;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.MigrationException;

/** Makes the list of what is to be done after a batch, as DNS and the ledger are now. Changes nothing. */
public final class BatchChecklist {
    private final ManageBatches batches;
    private final UserLedger ledger;
    private final ChangeHistory changes;
    private final UserCsvReader csvReader;
    private final Clock clock;

    public BatchChecklist(
            ManageBatches batches, UserLedger ledger, ChangeHistory changes, UserCsvReader csvReader, Clock clock) {
        this.batches = batches;
        this.ledger = ledger;
        this.changes = changes;
        this.csvReader = csvReader;
        this.clock = clock;
    }

    /**
     * What DNS does not answer is a task whose state is unknown.
     *
     * @param mxSwitched when the MX records were switched; empty when nobody said it
     * @throws MigrationException BATCH_UNKNOWN
     */
    public List<ChecklistTask> of(BatchName name, DomainLook dns, Optional<Instant> mxSwitched) {
        MigrationBatch batch = batches.known(name);
        List<MigrationUser> users = ledger.users(name);
        List<ChecklistTask> tasks = new ArrayList<>(inDns(batch, users, dns));
        tasks.addAll(new LedgerTasks(new LedgerTasks.Facts(
                        name,
                        users,
                        ledger.rejected(name).size(),
                        ledger.unapproved(name),
                        changes.of(name),
                        mxSwitched,
                        clock.instant()))
                .all());
        return tasks;
    }

    private List<ChecklistTask> inDns(MigrationBatch batch, List<MigrationUser> users, DomainLook dns) {
        JobFile jobFile;
        try {
            jobFile = batches.jobFile(batch);
        } catch (MigrationException e) {
            return List.of(ChecklistTask.unknown(
                    "Let the domains of the batch lead to the target.", "its job file cannot be read: " + e.detail()));
        }
        SwitchedServers servers = new SwitchedServers(
                jobFile.source(),
                jobFile.target(),
                dns.addresses(SwitchedServers.host(jobFile.source())).values(),
                dns.addresses(SwitchedServers.host(jobFile.target())).values());
        Set<String> ofUsers = domains(addresses(jobFile, users).map(EmailAddress::domain));
        Set<String> all = new TreeSet<>(ofUsers);
        all.addAll(domains(Stream.of(jobFile.options().directories().targetDeliveryDomain())
                .filter(text -> !text.isEmpty())));
        return dns.look(all).stream()
                .map(state -> tasks(servers, state, ofUsers.contains(state.domain())))
                .flatMap(Collection::stream)
                .toList();
    }

    /** Of a domain that only forwarded mail goes to, nothing but MX matters. */
    private static List<ChecklistTask> tasks(SwitchedServers servers, DomainState state, boolean ofUsers) {
        DomainTasks tasks = new DomainTasks(servers, state);
        return ofUsers ? tasks.all() : List.of(tasks.mail());
    }

    /** Those of the CSV as long as no run has brought them into the ledger. */
    private Stream<EmailAddress> addresses(JobFile jobFile, List<MigrationUser> users) {
        Stream<UserRow> rows = users.isEmpty()
                ? csvReader.read(jobFile.csv(), UserCsvReader.Expectations.of(jobFile)).rows().stream()
                : users.stream().map(MigrationUser::row);
        return rows.map(UserRow::address);
    }

    private static Set<String> domains(Stream<String> names) {
        return names.map(HostName::of).flatMap(Optional::stream).collect(Collectors.toCollection(TreeSet::new));
    }
}
