package org.stagepost.job;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.batch.core.step.StepExecution;
import org.stagepost.migration.MigrationUser;
import org.stagepost.model.UserId;

/** The partitions of a step that have not ended. Used by one thread. */
final class OpenPartitions {
    private final Function<StepExecution, MigrationUser> users;
    private final Map<Long, StepExecution> byNumber = new HashMap<>();
    private final Map<UserId, StepExecution> byUser = new HashMap<>();

    OpenPartitions(Function<StepExecution, MigrationUser> users) {
        this.users = users;
    }

    void add(Collection<StepExecution> partitions) {
        for (StepExecution partition : partitions) {
            byNumber.put(partition.getId(), partition);
            byUser.put(userOf(partition).id(), partition);
        }
    }

    /** As the user was when the step began. */
    MigrationUser userOf(StepExecution partition) {
        return users.apply(partition);
    }

    Optional<StepExecution> find(long number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    Optional<StepExecution> find(UserId user) {
        return Optional.ofNullable(byUser.get(user));
    }

    List<StepExecution> all() {
        return List.copyOf(byNumber.values());
    }

    int size() {
        return byNumber.size();
    }

    boolean isEmpty() {
        return byNumber.isEmpty();
    }

    void remove(StepExecution partition) {
        byNumber.remove(partition.getId());
        byUser.remove(userOf(partition).id());
    }
}
