package org.stagepost.imap;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretSource;

/** Has another secret each time one is refused, as long as there are any. */
final class RenewedSecret implements SecretSource {
    private final Queue<String> later;
    private Secret current;

    RenewedSecret(List<String> secrets) {
        this.later = new ArrayDeque<>(secrets);
        this.current = Secret.of(later.remove());
    }

    @Override
    public Secret current() {
        return current;
    }

    @Override
    public boolean refused(Secret secret) {
        if (later.isEmpty()) {
            return false;
        }
        current = Secret.of(later.remove());
        return true;
    }
}
