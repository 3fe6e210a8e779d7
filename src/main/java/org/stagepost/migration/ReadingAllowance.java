package org.stagepost.migration;

import java.time.Instant;
import java.util.List;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.migration.DailyTraffic.Meter;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.sync.Allowance;

/**
 * What an endpoint's limits leave to one of its mailboxes that is only read. What is read counts for the mailbox's day, as
 * if it were copied. Thread-safe.
 */
final class ReadingAllowance implements Allowance {
    private final ServerRates rates;
    private final DailyLimits days;
    private final Meter meter;
    private final long limit;

    /** @param meter of the mailbox; not looked at where the endpoint has no limit by the day */
    ReadingAllowance(Endpoint endpoint, Place place, DailyLimits days, Meter meter) {
        this.rates = new ServerRates(place, List.of(endpoint));
        this.days = days;
        this.meter = meter;
        this.limit = endpoint.limits().bytesDownPerDay();
    }

    @Override
    public boolean isSlow() {
        return rates.isSlow();
    }

    @Override
    public int sliceItems() {
        return rates.sliceItems();
    }

    @Override
    public long sliceBytes() {
        return rates.sliceBytes(limit == 0 ? Long.MAX_VALUE : Math.max(1, days.left(meter, limit)));
    }

    /** @throws MigrationException MAILBOX_THROTTLED when no more may be read today */
    @Override
    public boolean take(int items, long sizeBytes) {
        if (!rates.awaitQuietHours()) {
            return false;
        }
        if (limit > 0 && !days.hasRoom(meter, limit, sizeBytes)) {
            throw usedUp();
        }
        if (rates.isSlow() && !rates.takeTurn(items, sizeBytes)) {
            return false;
        }
        if (limit > 0 && !days.take(meter, limit, sizeBytes)) {
            throw usedUp();
        }
        return true;
    }

    /** @throws MigrationException MAILBOX_THROTTLED when it is known already that nothing may be read today */
    void check() {
        if (limit > 0 && days.usedUpUntil(meter, limit).isPresent()) {
            throw usedUp();
        }
    }

    private MigrationException usedUp() {
        Instant until = days.end(meter); // another mailbox's pair may have got room since the refusal
        return new MigrationException(FailureCode.MAILBOX_THROTTLED, MigrationUser.resting(until));
    }
}
