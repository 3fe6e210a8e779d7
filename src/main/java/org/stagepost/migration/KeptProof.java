package org.stagepost.migration;

import java.nio.file.Path;
import java.util.Optional;
import org.stagepost.model.UserId;
import org.stagepost.proof.Depth;
import org.stagepost.proof.ProofSink;

/** Keeps what a verification finds: user by user while it works, and all of it when it has ended. */
public interface KeptProof {
    /**
     * Goes on where an earlier verification of the same depth was interrupted.
     *
     * @param again forgets what that one found of the users who are asked for by {@link Round#finished}
     * @throws org.stagepost.model.MigrationException HOME_UNUSABLE; BATCH_ALREADY_RUNNING when another process verifies the
     *     same pass
     */
    Round open(MigrationBatch batch, Depth depth, boolean again);

    /** One verification. Thread-safe. */
    interface Round extends AutoCloseable {
        /** Keeps what is recorded of the user outside of memory until this is closed. */
        void keep(UserId user, RecordedCopies copies);

        /** @throws IllegalStateException when nothing was kept of the user */
        RecordedCopies kept(UserId user);

        /**
         * How the user fared in an earlier verification that asked the same.
         *
         * @param asked what is compared and how: the same text as long as the same answer is to be expected
         * @return empty when it is not known, or something else was asked
         */
        Optional<UserProof> finished(MigrationUser user, String asked);

        /** Begins the user anew. @param asked as {@link #finished} */
        Part begin(MigrationUser user, String asked);

        /**
         * Writes the manifest, the differences and the signed summary; those of a part of the batch bear other names. What
         * was found of users is forgotten once all of them are verified.
         */
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
