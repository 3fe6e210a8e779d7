package org.stagepost.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stagepost.migration.BatchValidation.Outlook;
import org.stagepost.migration.BatchValidation.Problem;
import org.stagepost.migration.BatchValidation.UserCheck;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.Reach;

/** Looks at users, some at a time; stops at the first failure that reaches further than one user. */
final class SeveralUsers {
    private final int atOnce;
    private final Patience patience;
    private final AtomicReference<@Nullable MigrationException> failure = new AtomicReference<>();

    SeveralUsers(int atOnce, Patience patience) {
        this.atOnce = atOnce;
        this.patience = patience;
    }

    /**
     * @param look throws what is wrong with a user, or with an endpoint; called in several threads
     * @throws MigrationException what reaches as far as the batch, as when the store is gone
     */
    UserChecks.Result look(List<UserRow> rows, Function<UserRow, UserPlan> look) {
        List<Callable<UserCheck>> tasks = rows.stream()
                .<Callable<UserCheck>>map(row -> () -> one(row, look))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            List<UserCheck> users = new ArrayList<>();
            for (Future<UserCheck> task : threads.invokeAll(tasks)) {
                users.add(task.get());
            }
            Optional<MigrationException> met = Optional.ofNullable(failure.get());
            met.filter(reason -> reason.code().reach() == Reach.BATCH).ifPresent(reason -> {
                throw reason;
            });
            return new UserChecks.Result(users, met.map(Problem::of).stream().toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException(FailureCode.STOPPED, "interrupted while users were looked at", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private UserCheck one(UserRow row, Function<UserRow, UserPlan> look) {
        if (failure.get() != null) {
            return UserCheck.of(row, Outlook.UNKNOWN);
        }
        try {
            return UserCheck.fine(row, patience.with(() -> look.apply(row)));
        } catch (MigrationException e) {
            if (e.code().reach().compareTo(Reach.ENDPOINT) < 0) {
                return UserCheck.failing(row, e);
            }
            failure.compareAndSet(null, e);
            return UserCheck.of(row, Outlook.UNKNOWN);
        }
    }
}
