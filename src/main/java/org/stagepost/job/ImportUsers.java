package org.stagepost.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.stagepost.migration.Membership;
import org.stagepost.migration.UserLedger;
import org.stagepost.migration.UserRow;
import org.stagepost.model.BatchName;

/** Writes good rows into the ledger; users of other batches bring their journals. */
final class ImportUsers implements ItemWriter<UserRow> {
    private final RunState run;
    private final UserLedger ledger;
    private final Membership members;

    ImportUsers(RunState run, Rooms rooms) {
        this.run = run;
        this.ledger = rooms.ledger();
        this.members = rooms.members();
    }

    @Override
    public void write(Chunk<? extends UserRow> chunk) {
        BatchName batch = run.jobFile().name();
        Map<BatchName, List<UserRow>> adopted = new HashMap<>(chunk.getItems().stream()
                .collect(Collectors.groupingBy(row -> run.adopted().getOrDefault(row.address(), batch))));
        List<UserRow> own = adopted.remove(batch);
        if (own != null) {
            ledger.importRows(batch, own);
        }
        adopted.forEach((from, rows) -> members.adopt(batch, from, rows));
    }
}
