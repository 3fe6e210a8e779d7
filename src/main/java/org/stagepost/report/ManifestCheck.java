package org.stagepost.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stagepost.migration.LeftOutRow;
import org.stagepost.model.FailureCode;
import org.stagepost.model.HomeFolder;
import org.stagepost.model.MigrationException;
import tools.jackson.core.JacksonException;

/** Finds out whether a manifest is what a verification wrote: its signature, the hashes of its files, and its counts. */
public final class ManifestCheck {
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final HomeFolder home;

    /** @param home whose key is known to be the administrator's own */
    public ManifestCheck(HomeFolder home) {
        this.home = home;
    }

    /**
     * What was found.
     *
     * @param faults in words; none when nothing was changed
     * @param fingerprint of the key that signed; empty when the signature is wrong
     * @param ownKey it is this home folder's
     * @param clean what the verification came to
     * @param rows of the manifest
     * @param whole no row of the batch is left out
     * @param verified mailboxes that were compared
     * @param mailboxes of the batch
     * @param leftOut rows of the batch that it says nothing of; none are named in a summary of an earlier version
     */
    public record Result(
            Path summary,
            String batch,
            String mode,
            String ended,
            List<String> faults,
            String fingerprint,
            boolean ownKey,
            boolean clean,
            long rows,
            boolean whole,
            int verified,
            int mailboxes,
            List<LeftOutRow> leftOut) {
        public Result {
            leftOut = List.copyOf(leftOut);
            faults = List.copyOf(faults);
        }

        public boolean isGenuine() {
            return faults.isEmpty();
        }
    }

    /**
     * @param file manifest.json, or one of the files beside it
     * @throws MigrationException HOME_UNUSABLE when there is no such file, or manifest.json is none
     */
    public Result check(Path file) {
        ManifestNames names = ManifestNames.with(String.valueOf(file.getFileName()))
                .orElseThrow(() -> unusable(
                        file,
                        "name one of " + String.join(", ", ManifestNames.WHOLE.all()) + ", or of "
                                + String.join(", ", ManifestNames.PARTIAL.all()) + ": no other file is checked"));
        Path summary = file.resolveSibling(names.summary());
        try {
            if (!Files.isRegularFile(file)) {
                throw unusable(file, "there is no such file");
            }
            if (!Files.isRegularFile(summary) || Files.size(summary) > MOST_BYTES) {
                throw unusable(summary, "the signed summary belongs beside " + file.getFileName());
            }
            String text = Files.readString(summary, StandardCharsets.UTF_8);
            ManifestSummary told = Optional.ofNullable(JsonText.read(text, ManifestSummary.class))
                    .orElseThrow(() -> unusable(summary, "it is no manifest"));
            return check(summary, names, text, told);
        } catch (IOException e) {
            throw unusable(file, "it cannot be read: " + e.getMessage());
        } catch (JacksonException e) {
            throw unusable(summary, "it is no manifest, or was cut: " + e.getOriginalMessage());
        }
    }

    private static MigrationException unusable(Path file, String why) {
        return new MigrationException(FailureCode.HOME_UNUSABLE, file + ": " + why);
    }

    private Result check(Path summary, ManifestNames names, String text, ManifestSummary told) throws IOException {
        List<String> faults = new ArrayList<>();
        Optional<String> signer = ManifestSignature.signer(text, String.valueOf(told.publicKey()));
        if (signer.isEmpty()) {
            return unsigned(summary, told);
        }
        if (!signer.get().equals(told.keyFingerprint())) {
            faults.add(summary.getFileName() + ": keyFingerprint is not that of publicKey");
        }
        faults.addAll(renamed(names.manifest(), told.manifest()));
        faults.addAll(renamed(names.differences(), told.differencesFile()));
        faults.addAll(rows(summary.resolveSibling(names.manifest()), told));
        faults.addAll(new RowsCheck(told.differencesFile(), "Kind", told.differences())
                .faults(summary.resolveSibling(names.differences())));
        boolean own = signer.isPresent() && signer.equals(ManifestKey.fingerprint(home));
        return new Result(
                summary,
                told.batch(),
                told.mode(),
                String.valueOf(told.ended()),
                faults,
                signer.orElse(""),
                own,
                told.clean(),
                told.manifest().rows(),
                told.isWhole(),
                told.verified(),
                told.mailboxes(),
                told.leftOutRows());
    }

    /** What it says counts for nothing, so nothing is compared with it. */
    private static Result unsigned(Path summary, ManifestSummary told) {
        String fault =
                summary.getFileName() + ": the signature is not that of this text: it was changed after it was signed";
        return new Result(
                summary,
                String.valueOf(told.batch()),
                String.valueOf(told.mode()),
                String.valueOf(told.ended()),
                List.of(fault),
                "",
                false,
                false,
                0,
                false,
                0,
                0,
                List.of());
    }

    /** A manifest of some users must not pass for that of all of them. */
    private static List<String> renamed(String name, ManifestSummary.File file) {
        return file.name().equals(name)
                ? List.of()
                : List.of(name + ": was signed as " + VisibleText.of(String.valueOf(file.name())));
    }

    private static List<String> rows(Path file, ManifestSummary told) throws IOException {
        RowsCheck check = new RowsCheck(told.manifest(), "Fate", told.fates());
        for (ManifestSummary.User user : told.users()) {
            check.expect(user.emailAddress(), user.failureCode() == null ? user.items() : 0, user.sha256());
        }
        return check.faults(file);
    }
}
