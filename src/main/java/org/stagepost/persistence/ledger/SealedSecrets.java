package org.stagepost.persistence.ledger;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is sealed in the store, told without a key. */
public final class SealedSecrets {
    private static final int MOST_NAMED = 3;

    private final Transactions transactions;

    public SealedSecrets(Transactions transactions) {
        this.transactions = transactions;
    }

    /** {@code the password of endpoint 'old-mail' and 12 others}; empty when there are none. */
    public Optional<String> words() {
        List<String> names = transactions.call(
                session -> session.sql("SELECT SECRET_NAME FROM STORED_SECRET WHERE " + SealingKeys.OTHERS)
                        .query(String.class)
                        .list());
        return names.isEmpty() ? Optional.empty() : Optional.of(words(names));
    }

    private static String words(List<String> names) {
        Comparator<String> endpointsFirst = Comparator.comparing(name -> !name.startsWith("endpoint/"));
        String first = names.stream()
                .sorted(endpointsFirst.thenComparing(Comparator.naturalOrder()))
                .limit(MOST_NAMED)
                .map(SecretWords::of)
                .collect(Collectors.joining(", "));
        int others = names.size() - MOST_NAMED;
        return others <= 0 ? first : first + " and " + others + (others == 1 ? " other" : " others");
    }
}
