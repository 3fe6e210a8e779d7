package org.stagepost.job;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.scheduling.support.CronExpression;

/**
 * Six fields and a zone. A fixed time of the day happens once a day, also when the clocks are changed: one that is left
 * out comes as much later as the clock is set forward, one that comes twice counts the first time. A schedule for every
 * hour, or for every so many hours, follows the clock as it runs.
 */
public final class CronSchedule {
    private static final int HOUR = 2;

    private final CronExpression cron;
    private final ZoneId zone;
    private final boolean followsTheClock;

    /**
     * @param fields as job files have them: six fields, or a word such as {@code @daily}
     * @param zone IANA name; empty for UTC
     */
    public CronSchedule(String fields, String zone) {
        this.cron = CronExpression.parse(fields);
        this.zone = ZoneId.of(zone.isEmpty() ? "UTC" : zone);
        String[] each = fields.strip().split("\\s+");
        this.followsTheClock = each.length > HOUR
                ? each[HOUR].startsWith("*")
                : fields.strip().toLowerCase(Locale.ROOT).equals("@hourly");
    }

    /** Empty when it never comes again. */
    public Optional<Instant> next(Instant after) {
        if (followsTheClock) {
            return Optional.ofNullable(cron.next(after.atZone(zone))).map(ZonedDateTime::toInstant);
        }
        LocalDateTime local = after.atZone(zone).toLocalDateTime().minusHours(1); // a time that is left out may be due
        while (true) {
            LocalDateTime next = cron.next(local);
            if (next == null) {
                return Optional.empty();
            }
            Instant due = next.atZone(zone).toInstant();
            if (due.isAfter(after)) {
                return Optional.of(due);
            }
            local = Objects.requireNonNull(next);
        }
    }
}
