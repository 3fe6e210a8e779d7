package org.stagepost.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stagepost.migration.Membership;
import org.stagepost.migration.UserRow;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.model.UserId;

/** Nobody belongs to another batch, and nobody moves; some may have left. */
final class FakeMembership implements Membership {
    final Set<EmailAddress> removed = new HashSet<>();

    @Override
    public Map<EmailAddress, BatchName> elsewhere(BatchName batch, String sourceServer) {
        return Map.of();
    }

    @Override
    public Set<EmailAddress> removed(BatchName batch) {
        return Set.copyOf(removed);
    }

    @Override
    public void adopt(BatchName batch, BatchName from, List<UserRow> rows) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(UserId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void readmit(BatchName batch, Set<EmailAddress> addresses) {
        throw new UnsupportedOperationException();
    }
}
