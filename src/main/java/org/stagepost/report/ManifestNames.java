package org.stagepost.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.stagepost.migration.BatchProof;

/** What the files of a verification are called: those of a part of a batch never take the place of the whole batch's. */
record ManifestNames(String manifest, String differences, String summary) {
    static final ManifestNames WHOLE = new ManifestNames("manifest.csv", "differences.csv", "manifest.json");
    static final ManifestNames PARTIAL =
            new ManifestNames("manifest-partial.csv", "differences-partial.csv", "manifest-partial.json");

    static ManifestNames of(BatchProof proof) {
        return proof.scope().isWhole() ? WHOLE : PARTIAL;
    }

    /** Those that the file is one of; empty when it is none. */
    static Optional<ManifestNames> with(String name) {
        return Stream.of(WHOLE, PARTIAL)
                .filter(names -> names.all().contains(name))
                .findFirst();
    }

    List<String> all() {
        return List.of(summary, manifest, differences);
    }
}
