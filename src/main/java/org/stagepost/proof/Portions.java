package org.stagepost.proof;

import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.mailbox.Pending;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.sync.Allowance;

/** Asks one side for many items, a portion at a time, as fast as its server allows. Used by one thread at a time. */
final class Portions {
    /** So many are asked for together; the next ones are on their way while these come in. */
    private static final int MOST_ITEMS = 1000;

    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final Allowance allowance;
    private final BooleanSupplier halted;

    Portions(Allowance allowance, BooleanSupplier halted) {
        this.allowance = allowance;
        this.halted = halted;
    }

    /** @param bytes that an item is going to cost */
    <T> void ask(
            Collection<Evidence> items,
            ToLongFunction<Evidence> bytes,
            Function<List<ItemKey>, Pending<T>> question,
            Consumer<T> answer) {
        List<Evidence> all = List.copyOf(items);
        Pending<T> underWay = null;
        for (int from = 0, end; from < all.size(); from = end) {
            checkHalted();
            end = end(all, from, bytes);
            List<Evidence> portion = all.subList(from, end);
            if (allowance.isSlow()) {
                // a server that nobody reads from while this waits gives its connection up
                take(underWay, answer);
                underWay = null;
            }
            takeTurn(portion.size(), portion.stream().mapToLong(bytes).sum());
            Pending<T> next = question.apply(portion.stream().map(Evidence::key).toList());
            take(underWay, answer);
            underWay = next;
        }
        take(underWay, answer);
    }

    /** One that is larger than what is allowed goes alone. */
    private int end(List<Evidence> items, int from, ToLongFunction<Evidence> bytes) {
        int mostItems = Math.min(MOST_ITEMS, allowance.sliceItems());
        long left = Math.min(MOST_BYTES, allowance.sliceBytes()) - bytes.applyAsLong(items.get(from));
        int end = from + 1;
        while (end < items.size() && end - from < mostItems && left >= bytes.applyAsLong(items.get(end))) {
            left -= bytes.applyAsLong(items.get(end++));
        }
        return end;
    }

    private void takeTurn(int items, long bytes) {
        while (!allowance.take(items, bytes)) {
            checkHalted();
        }
    }

    private static <T> void take(@Nullable Pending<T> pending, Consumer<T> answer) {
        if (pending != null) {
            answer.accept(pending.await());
        }
    }

    void checkHalted() {
        if (halted.getAsBoolean()) {
            throw new MigrationException(FailureCode.STOPPED, "stopped while a mailbox was verified");
        }
    }
}
