package org.stagepost.migration.jobfile;

import java.nio.file.Path;
import org.stagepost.migration.JobFile.Options;
import org.stagepost.migration.MailOptions;
import org.stagepost.migration.Misfire;
import org.stagepost.migration.PassOptions;
import org.stagepost.migration.Priority;
import org.stagepost.migration.RowDefaults;
import org.stagepost.sync.CopySettings;
import org.stagepost.sync.LabelMode;
import org.stagepost.sync.PairOpening;

/** Reads everything that has a default. */
final class OptionsForm {
    private static final Shape<LabelMode> LABELS = Shape.word("what becomes of labels", LabelMode.class);
    private static final Shape<Priority> PRIORITY = Shape.word("a priority", Priority.class);
    private static final Shape<Misfire> MISFIRE = Shape.word("what becomes of missed runs", Misfire.class);

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
                DirectoryForm.read(job, folder),
                Math.min(wanted, mostMigrations),
                job.get("priority", PRIORITY, Priority.NORMAL),
                job.get("adoptUsers", Shapes.FLAG, false),
                job.list("includeFolders", FolderPattern.SHAPE),
                job.list("excludeFolders", FolderPattern.SHAPE),
                job.get("badItemLimit", Shapes.ITEM_LIMIT, CopySettings.UNLIMITED),
                job.get("largeItemLimit", Shapes.ITEM_LIMIT, CopySettings.UNLIMITED),
                job.get("mirror", Shapes.FLAG, false),
                job.get("secondConnectionFrom", Shapes.SPLIT_FROM, PairOpening.USUALLY_FROM),
                job.get("labels", LABELS, LabelMode.ONE_COPY),
                new MailOptions(
                        job.list("notify", Shapes.ADDRESS),
                        job.get("reportInterval", Shapes.PERIOD).orElse(null)),
                job.get("startAfter", Shapes.TIME).orElse(null),
                passes(),
                schedule(),
                job.get("zone", Shapes.ZONE, ""),
                job.get("allowUnknownColumns", Shapes.FLAG, false),
                rowDefaults());
    }

    private PassOptions passes() {
        PassOptions usual = PassOptions.USUAL;
        return new PassOptions(
                job.get("allowIncrementalSyncs", Shapes.FLAG, usual.allowIncrementalSyncs()),
                job.get("autoComplete", Shapes.FLAG, usual.autoComplete()),
                job.get("completeAfter", Shapes.TIME).orElse(null),
                job.get("autoRetryCount", Shapes.RETRIES, usual.autoRetryCount()),
                job.get("misfire", MISFIRE, usual.misfire()),
                job.get("incrementalEvery", Shapes.PERIOD, usual.incrementalEvery()));
    }

    private String schedule() {
        return job.get("schedule", Shapes.CRON, "");
    }

    private RowDefaults rowDefaults() {
        return new RowDefaults(
                SecretKey.read(job, "password", folder),
                job.get("forceChangePassword", Shapes.FLAG, false),
                job.get("userRoot", Shapes.TEXT, ""));
    }
}
