package org.stagepost.migration.jobfile;

import java.nio.file.Path;
import java.util.Optional;
import org.stagepost.migration.Forwarding;
import org.stagepost.migration.JobFile.Options;
import org.stagepost.migration.RowDefaults;
import org.stagepost.migration.input.Fault;
import org.stagepost.sync.CopySettings;
import org.stagepost.sync.LabelMode;
import org.stagepost.sync.PairOpening;

/** Reads everything that has a default. */
final class OptionsForm {
    private static final Shape<LabelMode> LABELS = Shape.word("what becomes of labels", LabelMode.class);
    private static final Shape<Forwarding> FORWARDING = Shape.word("a time to forward", Forwarding.class);

    private final YamlMap job;
    private final Path folder;

    /** @param folder where relative paths begin */
    OptionsForm(YamlMap job, Path folder) {
        this.job = job;
        this.folder = folder;
    }

    /** @param mostMigrations what the endpoints bear at once; the batch may ask for less, not for more */
    Options read(int mostMigrations) {
        int wanted = job.get("maxConcurrentMigrations", Shapes.CONCURRENCY, mostMigrations);
        return new Options(
                job.get("targetDeliveryDomain", Shapes.DOMAIN_NAME, ""),
                job.get("forwarding", FORWARDING, Forwarding.BEFORE_SYNC),
                Math.min(wanted, mostMigrations),
                job.list("excludeFolders", FolderPattern.SHAPE),
                job.get("badItemLimit", Shapes.ITEM_LIMIT, CopySettings.UNLIMITED),
                job.get("largeItemLimit", Shapes.ITEM_LIMIT, CopySettings.UNLIMITED),
                job.get("mirror", Shapes.FLAG, false),
                job.get("secondConnectionFrom", Shapes.SPLIT_FROM, PairOpening.USUALLY_FROM),
                job.get("labels", LABELS, LabelMode.ONE_COPY),
                job.list("notify", Shapes.ADDRESS),
                job.get("startAfter", Shapes.TIME).orElse(null),
                schedule(),
                job.get("zone", Shapes.ZONE, ""),
                job.get("allowUnknownColumns", Shapes.FLAG, false),
                rowDefaults());
    }

    private String schedule() {
        Optional<String> schedule = job.get("schedule", Shapes.CRON);
        if (schedule.isPresent()) {
            job.warn("schedule", new Fault("used by serve, which comes later", "use cron until then"));
        }
        return schedule.orElse("");
    }

    private RowDefaults rowDefaults() {
        return new RowDefaults(
                PasswordKey.read(job, folder),
                job.get("forceChangePassword", Shapes.FLAG, false),
                job.get("userRoot", Shapes.TEXT, ""));
    }
}
