package org.stagepost.model;

import java.nio.file.Path;

/**
 * Where one installation keeps everything: store, keys, logs, reports.
 * Only says where; {@code persistence} creates the folders with mode 0700.
 */
public record HomeFolder(Path root) {
    public HomeFolder {
        root = root.toAbsolutePath().normalize();
    }

    public Path store() {
        return root.resolve("db");
    }

    public Path keys() {
        return root.resolve("keys");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** Large messages on their way from source to target; emptied at every start. */
    public Path spool() {
        return root.resolve("spool");
    }

    /** What the broker in this process was told and has not delivered yet; there if one was ever wanted. */
    public Path broker() {
        return root.resolve("broker");
    }

    /** What is kept of a batch for people: {@code reports/BATCH/}. */
    public Path reports(BatchName batch) {
        return root.resolve("reports").resolve(batch.value());
    }

    /** Mails about a batch that could not be sent yet: {@code reports/BATCH/outbox/}. */
    public Path outbox(BatchName batch) {
        return reports(batch).resolve("outbox");
    }

    /** The reports of one pass: {@code reports/BATCH/PASS/}. */
    public Path reports(BatchName batch, PassNumber pass) {
        return reports(batch).resolve(String.valueOf(pass.value()));
    }
}
