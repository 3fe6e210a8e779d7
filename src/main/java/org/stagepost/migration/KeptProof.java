package org.stagepost.migration;

import java.nio.file.Path;
import java.util.Optional;
import org.stagepost.proof.Depth;
import org.stagepost.proof.ProofSink;

/** Keeps what a verification finds: user by user while it works, and all of it when it has ended. */
public interface KeptProof {
    /**
     * Goes on where an earlier verification of the same depth was stopped.
     *
     * @param again forgets what that one found
     * @throws org.stagepost.model.MigrationException HOME_UNUSABLE; BATCH_ALREADY_RUNNING when another process verifies the
     *     same pass
     */
    Round open(MigrationBatch batch, Depth depth, boolean again);

    /** One verification. Thread-safe. */
    interface Round extends AutoCloseable {
        /** How the user fared before the stop; empty when that is not known, or the user was synced since. */
        Optional<UserProof> finished(MigrationUser user);

        /** Begins the user anew. */
        Part begin(MigrationUser user);

        /** Writes the manifest, the differences and the signed summary; parts are forgotten. */
        Written end(BatchProof proof);

        @Override
        void close();
    }

    /** What is found of one user. Used by one thread. */
    interface Part extends ProofSink, AutoCloseable {
        /** Durable when this returns; without it nothing is kept. */
        void finish(UserProof proof);

        @Override
        void close();
    }

    /** Where the results are. */
    record Written(Path folder, Path manifest, Path differences, Path summary) {}
}
