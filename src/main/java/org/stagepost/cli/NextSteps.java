package org.stagepost.cli;

import java.util.List;
import java.util.stream.Stream;
import org.stagepost.endpoint.EndpointCatalog;
import org.stagepost.job.RunResult;
import org.stagepost.migration.BatchStatus;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.MigrationUser;

/** What to type after a run. */
final class NextSteps {
    private final EndpointCatalog stored;

    /** @param stored endpoints that can be tested by their name; those inside a job file only with its batch */
    NextSteps(EndpointCatalog stored) {
        this.stored = stored;
    }

    List<String> after(RunResult result, Invocation invocation) {
        return words(result).stream().map(invocation::command).toList();
    }

    private List<String> words(RunResult result) {
        MigrationBatch batch = result.report().view().batch();
        return switch (result.exitCode()) {
            case SUCCESS ->
                result.report().view().status() == BatchStatus.COMPLETED
                        ? List.of("verify " + batch.name() + " --full", "batch show " + batch.name() + " --checklist")
                        : List.of("batch show " + batch.name(), again(batch));
            case SOME_USERS_FAILED -> List.of(look(result, batch), "restart " + batch.name());
            case STOPPED, INTERNAL -> List.of("restart " + batch.name());
            case BATCH_FAILED ->
                Stream.concat(endpointTests(batch), Stream.of("restart " + batch.name()))
                        .toList();
            case BAD_INPUT, ALREADY_RUNNING -> List.of(again(batch));
        };
    }

    private Stream<String> endpointTests(MigrationBatch batch) {
        List<String> names = List.of(batch.sourceEndpoint(), batch.targetEndpoint());
        Stream<String> tests = names.stream().filter(this::isStored).map(name -> "endpoint test " + name);
        return names.stream().allMatch(this::isStored)
                ? tests
                : Stream.concat(tests, Stream.of("batch start " + batch.name() + " --validate-only"));
    }

    private boolean isStored(String endpoint) {
        return stored.find(endpoint).isPresent();
    }

    private static String again(MigrationBatch batch) {
        return "run " + Invocation.quoted(batch.jobFile().toString());
    }

    /** The first user that failed; the batch where only rows were left out. */
    private static String look(RunResult result, MigrationBatch batch) {
        return result.report().users().stream()
                .filter(user -> user.status().isFailed())
                .findFirst()
                .map(NextSteps::show)
                .orElse("batch show " + batch.name());
    }

    private static String show(MigrationUser user) {
        return "user show " + Invocation.quoted(user.row().address().value()) + " --batch " + user.batch();
    }
}
