package org.stagepost.migration.jobfile;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stagepost.endpoint.DirectorySchema.Style;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointCatalog;
import org.stagepost.endpoint.LoginAs;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.JobFile.Options;
import org.stagepost.migration.JobFile.Sides;
import org.stagepost.migration.MigrationType;
import org.stagepost.migration.input.Fault;
import org.stagepost.migration.input.InputFile;
import org.stagepost.migration.input.PasswordText;
import org.stagepost.model.BatchName;

/** Reads a job file's top level. */
final class JobForm {
    private static final Shape<MigrationType> TYPE = Shape.word("a migration type", MigrationType.class);
    private static final List<String> DIRECTORIES = List.of("sourceDirectory", "targetDirectory");
    private static final List<String> STAGED_ONLY = List.of(
            "sourceDirectory",
            "targetDirectory",
            "acceptedDomains",
            "completion",
            "completeIfSyncedWithin",
            "mailboxCommand",
            "mailboxWait",
            "forceChangePassword");
    private static final List<String> OF_FORWARDING =
            List.of("targetDeliveryDomain", "forwarding", "replaceForwarding", "forwardingKeepsCopy");
    private static final List<String> IMAP_ONLY = List.of("userRoot", "sourceSieve");

    private final YamlMap job;
    private final InputFile file;
    private final EndpointCatalog stored;

    JobForm(YamlMap job, InputFile file, EndpointCatalog stored) {
        this.job = job;
        this.file = file;
        this.stored = stored;
    }

    /** Empty when something was reported. */
    Optional<JobFile> read() {
        Optional<BatchName> name = job.require("name", Shapes.BATCH_NAME);
        Optional<MigrationType> type = job.require("type", TYPE);
        Optional<Path> csv = job.require("csv", Shapes.path(file.folder()));
        Optional<Sides> sides = new SidesForm(job, KnownEndpoints.of(job, file.folder(), stored)).read();
        Options options = new OptionsForm(job, file.folder())
                .read(sides.map(JobForm::limit).orElse(1));
        type.ifPresent(this::checkKeys);
        if (job.has("reportInterval")) {
            job.requireKey("notify", "write who gets the mails: notify: [admin@example.test]");
        }
        if (type.equals(Optional.of(MigrationType.STAGED))) {
            sides.ifPresent(this::checkSourceLogin);
            sides.filter(found -> options.directories().forwardingKeepsCopy()).ifPresent(this::checkKeepsCopy);
            PasswordText.newPasswordFault(options.rowDefaults().password())
                    .ifPresent(fault -> job.fault("password", fault));
        }
        job.rejectUnknownKeys();
        if (!job.isSound() || name.isEmpty() || type.isEmpty() || csv.isEmpty() || sides.isEmpty()) {
            return Optional.empty();
        }
        Path path = file.path().toAbsolutePath().normalize();
        return Optional.of(new JobFile(path, name.get(), type.get(), csv.get(), sides.get(), options));
    }

    private static int limit(Sides sides) {
        return Math.min(
                sides.source().limits().migrations(), sides.target().limits().migrations());
    }

    private void checkKeys(MigrationType type) {
        switch (type) {
            case STAGED -> {
                DIRECTORIES.forEach(key -> job.requireKey(key, SidesForm.EXAMPLE));
                IMAP_ONLY.forEach(key -> job.refuse(key, "only imap migrations have one"));
            }
            case IMAP -> {
                STAGED_ONLY.forEach(key -> job.refuse(key, "only staged migrations have one"));
                if (job.has("sourceSieve")) {
                    job.requireKey("targetDeliveryDomain", "write the domain that mail is forwarded to");
                } else {
                    OF_FORWARDING.forEach(
                            key -> job.refuse(key, "only staged migrations and those with sourceSieve have one"));
                }
            }
        }
    }

    private void checkSourceLogin(Sides sides) {
        if (sides.source().login().as() == LoginAs.USER) {
            job.fault(
                    "source",
                    new Fault("a staged CSV holds no logins of the source", "let the endpoint log in as admin"));
        }
    }

    /** No entry of such a directory could do it: the file is wrong, not its users. */
    private void checkKeepsCopy(Sides sides) {
        Endpoint directory = sides.sourceDirectory();
        if (directory == null || !directory.schema().keepCopy().isEmpty()) {
            return;
        }
        boolean exchange = directory.schema().style() == Style.EXCHANGE;
        job.fault(
                "forwardingKeepsCopy",
                new Fault(
                        (exchange ? "Exchange's schema" : "the schema") + " of endpoint " + directory.name()
                                + " has no attribute that keeps a copy of what is forwarded",
                        exchange ? "remove it" : "name one as schema.keepCopy of the endpoint, or remove it"));
    }
}
