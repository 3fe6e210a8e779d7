package org.stagepost.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stagepost.imap.wire.Submitted;
import org.stagepost.mailbox.Pending;
import org.stagepost.model.MigrationException;

/** A question that was sent ahead; the answer is judged when it is awaited, after those before it. */
final class Asked<T> implements Pending<T> {
    private final AskedInOrder order;
    private final Question<T> question;
    private final boolean repeatable;
    private final List<Submitted> commands = new ArrayList<>();
    private @Nullable Supplier<T> judge;
    private @Nullable T answer;
    private @Nullable RuntimeException failure;

    /** @param repeatable may be asked again as long as nobody has waited for the answer */
    Asked(AskedInOrder order, Question<T> question, boolean repeatable) {
        this.order = order;
        this.question = question;
        this.repeatable = repeatable;
    }

    /** Something to ask a server. */
    @FunctionalInterface
    interface Question<T> {
        /**
         * Submits commands.
         *
         * @return waits for their ends and says what they mean; it may ask more, and wait for that
         */
        Supplier<T> send();
    }

    void send() {
        judge = question.send();
    }

    /** @param command one of those that {@link Question#send} submits */
    void sent(Submitted command) {
        commands.add(command);
    }

    /** What was sent has no effect and is sent again when its turn comes. */
    void recall() {
        if (repeatable) {
            judge = null;
            silence();
        }
    }

    /** It could not be sent, which is told when the answer is awaited. */
    void failed(MigrationException why) {
        failure = why;
    }

    void settle() {
        if (failure != null) {
            return;
        }
        try {
            Supplier<T> sent = judge;
            answer = sent == null ? question.send().get() : sent.get();
        } catch (RuntimeException e) {
            failure = e;
        }
        judge = null;
        silence();
    }

    private void silence() {
        commands.forEach(Submitted::silence);
        commands.clear();
    }

    @Override
    public T await() {
        order.settleThrough(this);
        if (failure != null) {
            throw failure;
        }
        if (answer == null) {
            throw new IllegalStateException("no answer");
        }
        return answer;
    }
}
