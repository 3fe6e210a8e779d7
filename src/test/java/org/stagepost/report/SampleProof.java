package org.stagepost.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.stagepost.mailbox.ItemKey;
import org.stagepost.migration.BatchProof;
import org.stagepost.migration.KeptProof;
import org.stagepost.migration.LeftOutRow;
import org.stagepost.migration.MigrationBatch;
import org.stagepost.migration.MigrationUser;
import org.stagepost.migration.UserProof;
import org.stagepost.model.FailureCode;
import org.stagepost.model.FolderPath;
import org.stagepost.proof.Depth;
import org.stagepost.proof.Fate;
import org.stagepost.proof.ProofTally;
import org.stagepost.proof.ProvenItem;

/** Two users of the sample batch with two items each, all the same. */
final class SampleProof {
    static final String ASKED = "the same";
    static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final MigrationBatch batch = SampleReport.batch();
    private final List<MigrationUser> users = SampleReport.users();

    MigrationUser user(int number) {
        return users.get(number);
    }

    UserProof proof(int number) {
        ProofTally tally = new ProofTally(2, Map.of(Fate.COPIED, 2L), Map.of(), 0, 0, 7);
        return new UserProof(user(number).row().address(), tally, NOON, NOON, null, "");
    }

    UserProof failed(int number) {
        return new UserProof(
                user(number).row().address(),
                ProofTally.NOTHING,
                NOON,
                NOON,
                FailureCode.ENDPOINT_UNREACHABLE,
                "connection refused");
    }

    /** As far as rows go; the end of the user is not told. */
    void begin(KeptProof.Part part, int number) {
        for (int item = 1; item <= 2; item++) {
            part.item(new ProvenItem(
                    FolderPath.of("item " + item + " of " + number),
                    new ItemKey(String.valueOf(item)),
                    Fate.COPIED,
                    "",
                    FolderPath.INBOX,
                    "5",
                    7,
                    NOON,
                    ""));
        }
    }

    void find(KeptProof.Round round, int number) {
        try (KeptProof.Part part = round.begin(user(number), ASKED)) {
            begin(part, number);
            part.finish(proof(number));
        }
    }

    BatchProof ofBoth(List<LeftOutRow> leftOut) {
        return of(List.of(proof(0), proof(1)), leftOut);
    }

    BatchProof of(List<UserProof> proofs, List<LeftOutRow> leftOut) {
        return new BatchProof(
                batch.name(), batch.pass(), Depth.FULL, new BatchProof.Scope(false, leftOut, ""), NOON, NOON, proofs);
    }
}
