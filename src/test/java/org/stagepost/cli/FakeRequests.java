package org.stagepost.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.migration.BatchRequest;
import org.stagepost.migration.BatchRequests;
import org.stagepost.migration.RequestAnswer;
import org.stagepost.migration.RequestKind;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;

/** Requests in memory; another process answers as a test says. */
final class FakeRequests implements BatchRequests {
    final List<String> asked = new ArrayList<>();
    final Map<RequestKind, RequestAnswer> answers = new HashMap<>();
    /** What the other process does when it is asked. */
    Runnable atAsk = () -> {};

    private final List<RequestKind> kinds = new ArrayList<>();

    @Override
    public synchronized long ask(BatchName batch, RequestKind kind, @Nullable EmailAddress user) {
        asked.add(kind + " " + batch + (user == null ? "" : " " + user));
        kinds.add(kind);
        atAsk.run();
        return kinds.size() - 1L;
    }

    @Override
    public synchronized Optional<RequestAnswer> answer(long id) {
        return Optional.ofNullable(answers.get(kinds.get((int) id)));
    }

    @Override
    public boolean isKnown(long id) {
        return true;
    }

    @Override
    public List<BatchRequest> take() {
        return List.of();
    }

    @Override
    public void answered(long id, RequestAnswer answer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forgetAll() {
        asked.clear();
    }
}
