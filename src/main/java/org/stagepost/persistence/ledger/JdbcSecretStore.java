package org.stagepost.persistence.ledger;

import java.util.List;
import java.util.Optional;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretSealer;
import org.stagepost.credential.SecretStore;
import org.stagepost.model.MigrationException;

/** Secrets in the store, each sealed for its own name. */
public final class JdbcSecretStore implements SecretStore {
    private final Transactions transactions;
    private final SecretSealer sealer;
    private final SecretTable secrets;

    public JdbcSecretStore(Transactions transactions, SecretSealer sealer) {
        this.transactions = transactions;
        this.sealer = sealer;
        this.secrets = new SecretTable(sealer);
    }

    /** @throws MigrationException SECRET_MISSING when this process has another key than the one that seals here */
    public void requireKey() {
        transactions.run(session -> SealingKeys.require(session, sealer));
    }

    @Override
    public Optional<Secret> find(String name) {
        return transactions.call(session -> secrets.find(session, name));
    }

    @Override
    public void put(String name, Secret secret) {
        transactions.run(session -> secrets.put(session, name, secret));
    }

    /** Seals all secrets anew, or none. @return how many */
    public int reseal(SecretSealer next) {
        return transactions.call(session -> secrets.reseal(session, next));
    }

    /** As {@link #reseal}, but forgets those that cannot be opened. @return whose they were, in words */
    public List<String> resealOrForget(SecretSealer next) {
        return transactions.call(session -> secrets.resealOrRemove(session, next));
    }

    @Override
    public void remove(String name) {
        transactions.run(session -> secrets.remove(session, name));
    }
}
