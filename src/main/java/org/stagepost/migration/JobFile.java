package org.stagepost.migration;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.model.BatchName;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import org.stagepost.model.PassNumber;
import org.stagepost.sync.LabelMode;

/**
 * A job file, valid and complete: paths absolute, endpoints found (inline or stored), defaults filled in.
 * A class, not a record: some settings may be absent.
 */
public final class JobFile {
    private final Path path;
    private final BatchName name;
    private final MigrationType type;
    private final Path csv;
    private final Sides sides;
    private final Options options;

    /**
     * The servers of a batch.
     *
     * @param sourceDirectory null unless the type uses directories
     * @param targetDirectory null unless the type uses directories
     * @param smtp null when no mails are sent
     * @param sourceSieve null when no Sieve script forwards
     */
    public record Sides(
            Endpoint source,
            Endpoint target,
            @Nullable Endpoint sourceDirectory,
            @Nullable Endpoint targetDirectory,
            @Nullable Endpoint smtp,
            @Nullable Endpoint sourceSieve) {
        /** Without Sieve. */
        public Sides(
                Endpoint source,
                Endpoint target,
                @Nullable Endpoint sourceDirectory,
                @Nullable Endpoint targetDirectory,
                @Nullable Endpoint smtp) {
            this(source, target, sourceDirectory, targetDirectory, smtp, null);
        }
    }

    /**
     * Everything that has a default.
     *
     * @param priority where several batches wait for one server
     * @param adoptUsers users who belong to another batch of the same source come over with their journals
     * @param includeFolders the only ones that are copied; all when there is none
     * @param badItemLimit -1 for unlimited
     * @param largeItemLimit -1 for unlimited
     * @param mirror mail that is deleted from the source is deleted from the target, too
     * @param secondConnectionFrom so many items of a mailbox are copied over two pairs of connections
     * @param labels for sources that show one message in several folders
     * @param startAfter null for at once
     * @param passes what follows the first pass, and when
     * @param schedule six-field cron expression for {@code serve}; empty for none
     * @param zone IANA zone of the schedule; empty for UTC
     */
    public record Options(
            DirectoryOptions directories,
            int maxConcurrentMigrations,
            Priority priority,
            boolean adoptUsers,
            List<String> includeFolders,
            List<String> excludeFolders,
            long badItemLimit,
            long largeItemLimit,
            boolean mirror,
            long secondConnectionFrom,
            LabelMode labels,
            MailOptions mails,
            @Nullable Instant startAfter,
            PassOptions passes,
            String schedule,
            String zone,
            boolean allowUnknownColumns,
            RowDefaults rowDefaults) {
        /** The limits, the priority and the addressees of the other one. */
        private Options updated(Options changed) {
            return new Options(
                    directories,
                    changed.maxConcurrentMigrations,
                    changed.priority,
                    adoptUsers,
                    includeFolders,
                    excludeFolders,
                    changed.badItemLimit,
                    changed.largeItemLimit,
                    mirror,
                    secondConnectionFrom,
                    labels,
                    changed.mails,
                    changed.startAfter,
                    passes,
                    schedule,
                    zone,
                    allowUnknownColumns,
                    rowDefaults);
        }
    }

    public JobFile(Path path, BatchName name, MigrationType type, Path csv, Sides sides, Options options) {
        this.path = path;
        this.name = name;
        this.type = type;
        this.csv = csv;
        this.sides = sides;
        this.options = options;
    }

    public Path path() {
        return path;
    }

    public BatchName name() {
        return name;
    }

    public MigrationType type() {
        return type;
    }

    public Path csv() {
        return csv;
    }

    public Endpoint source() {
        return sides.source();
    }

    public Endpoint target() {
        return sides.target();
    }

    public Optional<Endpoint> sourceDirectory() {
        return Optional.ofNullable(sides.sourceDirectory());
    }

    public Optional<Endpoint> targetDirectory() {
        return Optional.ofNullable(sides.targetDirectory());
    }

    public Optional<Endpoint> smtp() {
        return Optional.ofNullable(sides.smtp());
    }

    /** Where a Sieve script forwards users' mail. */
    public Optional<Endpoint> sourceSieve() {
        return Optional.ofNullable(sides.sourceSieve());
    }

    /** When users' mail is forwarded; SKIP also where nothing can. */
    public Forwarding forwarding() {
        boolean possible = type.usesDirectories() || sourceSieve().isPresent();
        return possible ? options.directories().forwarding() : Forwarding.SKIP;
    }

    public Optional<Instant> startAfter() {
        return Optional.ofNullable(options.startAfter());
    }

    /** Mailboxes at once in a pass: what the batch and both its mail endpoints allow, 1 or more. */
    public int concurrency(PassNumber pass) {
        int limit = options.maxConcurrentMigrations();
        for (Endpoint endpoint : List.of(source(), target())) {
            limit = Math.min(limit, concurrency(endpoint, pass));
        }
        return limit;
    }

    /** Mailboxes at once that the endpoint bears, of all batches together. */
    static int concurrency(Endpoint endpoint, PassNumber pass) {
        return pass.isInitial()
                ? endpoint.limits().migrations()
                : endpoint.limits().incrementalSyncs();
    }

    /** What is stored of the batch; who made it and when, and how far it has come, stays as it is known. */
    public MigrationBatch asBatch(Optional<MigrationBatch> known, Instant now) {
        return new MigrationBatch(
                name,
                type,
                path,
                source().name(),
                sourceServer(),
                target().name(),
                options.mails().notified(),
                known.map(MigrationBatch::createdBy).orElse(System.getProperty("user.name", "")),
                known.map(MigrationBatch::createTime).orElse(now),
                known.map(MigrationBatch::life).orElse(MigrationBatch.Life.NEW));
    }

    /** The same for all batches that copy from the server. */
    String sourceServer() {
        return EndpointGates.key(source().address());
    }

    /**
     * What a run goes by whose settings have changed: its servers stay, and so does what decided how it began.
     *
     * @throws MigrationException JOB_FILE_INVALID when the other one is of another batch
     */
    public JobFile updated(JobFile changed) {
        if (!name.equals(changed.name) || type != changed.type) {
            throw new MigrationException(
                    FailureCode.JOB_FILE_INVALID,
                    changed.path + " now describes batch " + changed.name + ", not " + name);
        }
        Sides sidesNow = new Sides(
                updated(source(), changed.source()),
                updated(target(), changed.target()),
                sides.sourceDirectory(),
                sides.targetDirectory(),
                changed.sides.smtp(),
                sides.sourceSieve());
        return new JobFile(path, name, type, csv, sidesNow, options.updated(changed.options));
    }

    private static Endpoint updated(Endpoint endpoint, Endpoint changed) {
        return endpoint.address().equals(changed.address()) ? changed : endpoint;
    }

    public Options options() {
        return options;
    }
}
