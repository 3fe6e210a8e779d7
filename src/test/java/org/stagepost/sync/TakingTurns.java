package org.stagepost.sync;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.stagepost.mailbox.Pending;
import org.stagepost.mailbox.SliceWriter;

/** Sessions of a mailbox in memory for several threads: one call at a time, as a server's disk would have it. */
final class TakingTurns {
    private final Object turn = new Object();

    /** Opens a session. What it returns takes turns as well, where it talks to the server. */
    <T> T open(Class<T> type, Supplier<T> opening) {
        synchronized (turn) {
            return of(type, opening.get());
        }
    }

    private <T> T of(Class<T> type, T session) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    synchronized (turn) {
                        try {
                            return wrapped(method.invoke(session, arguments));
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }
                }));
    }

    private Object wrapped(Object result) {
        if (result instanceof Pending<?> pending) {
            return of(Pending.class, pending);
        }
        return result instanceof SliceWriter writer ? of(SliceWriter.class, writer) : result;
    }
}
