package org.stagepost.migration;

import org.stagepost.migration.DailyTraffic.Meter;
import org.stagepost.migration.DailyTraffic.Way;

/** What the endpoints' limits leave to mailboxes that are only read, on both sides. Thread-safe. */
final class ReadingLimits {
    private final DailyLimits days;
    private final MailboxLogins logins;

    ReadingLimits(DailyLimits days, MailboxLogins logins) {
        this.days = days;
        this.logins = logins;
    }

    ReadingAllowance ofSource(JobFile jobFile, Place place, UserRow row) {
        return new ReadingAllowance(
                jobFile.source(), place, days, new Meter(Way.DOWN, logins.sourceMailbox(jobFile.source(), row)));
    }

    ReadingAllowance ofTarget(JobFile jobFile, Place place, UserRow row) {
        return new ReadingAllowance(
                jobFile.target(), place, days, new Meter(Way.DOWN, logins.targetMailbox(jobFile.target(), row)));
    }
}
