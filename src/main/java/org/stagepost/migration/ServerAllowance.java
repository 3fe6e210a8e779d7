package org.stagepost.migration;

import java.util.List;
import java.util.function.Supplier;
import org.stagepost.sync.Allowance;

/** What the limits of both endpoints leave to one mailbox, as they are at each moment. Thread-safe. */
final class ServerAllowance implements Allowance {
    private final Supplier<JobFile> jobFile;
    private final Place place;
    private final MailboxDay day;

    /** @param jobFile with the limits as they are now */
    ServerAllowance(Supplier<JobFile> jobFile, Place place, MailboxDay day) {
        this.jobFile = jobFile;
        this.place = place;
        this.day = day;
    }

    private ServerRates rates(JobFile now) {
        return new ServerRates(place, List.of(now.source(), now.target()));
    }

    @Override
    public boolean isSlow() {
        return rates(jobFile.get()).isSlow();
    }

    @Override
    public int sliceItems() {
        return rates(jobFile.get()).sliceItems();
    }

    @Override
    public long sliceBytes() {
        JobFile now = jobFile.get();
        return rates(now).sliceBytes(Math.max(1, day.left(now)));
    }

    @Override
    public boolean take(int items, long sizeBytes) {
        JobFile now = jobFile.get();
        if (!day.hasRoom(now, sizeBytes)) {
            place.sleep(ServerRates.STEP);
            return false;
        }
        ServerRates rates = rates(now);
        if (rates.isSlow() && !rates.takeTurn(items, sizeBytes)) {
            return false;
        }
        return day.take(now, sizeBytes);
    }
}
