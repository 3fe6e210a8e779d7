package org.stagepost.report;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.stagepost.migration.BatchProof;
import org.stagepost.migration.KeptProof;
import org.stagepost.migration.UserProof;
import org.stagepost.model.FailureCode;
import org.stagepost.proof.ProofTally;

/** What {@code verify} prints. */
public final class ProofViews {
    private static final int FIRST = 20;

    private record Checked(
            int schema,
            String summary,
            boolean genuine,
            List<String> faults,
            String batch,
            String mode,
            String ended,
            boolean clean,
            long rows,
            String keyFingerprint,
            boolean ownKey) {}

    private ProofViews() {}

    /** {@code ann@example.test: 500 items, the same}. */
    public static String line(UserProof user) {
        return VisibleText.of(user.address() + ": " + outcome(user));
    }

    private static String outcome(UserProof user) {
        FailureCode failure = user.failure();
        if (failure != null) {
            return "NOT VERIFIED: " + failure + ": " + user.message();
        }
        ProofTally tally = user.tally();
        String items = tally.inSource() + (tally.inSource() == 1 ? " item" : " items");
        return items + ", " + (user.isClean() ? "the same" : different(tally))
                + (tally.altered() == 0 ? "" : ", " + tally.altered() + " as near as the target can keep them");
    }

    private static String different(ProofTally tally) {
        return "DIFFERENT: " + counts(ManifestSummary.kindsOf(tally));
    }

    private static String counts(Map<String, Long> counts) {
        List<String> words = new ArrayList<>();
        counts.forEach((word, count) -> {
            if (count > 0) {
                words.add(count + " " + word);
            }
        });
        return words.isEmpty() ? "none" : String.join(", ", words);
    }

    /** Everything but the last sentence. */
    public static String text(BatchProof proof, KeptProof.Written files) {
        ProofTally tally = proof.tally();
        StringBuilder text = new StringBuilder("\n");
        first(files).forEach(line -> text.append(line).append('\n'));
        text.append("fates of ")
                .append(tally.inSource())
                .append(" items: ")
                .append(counts(ManifestSummary.fatesOf(tally)))
                .append('\n');
        if (tally.otherMail() > 0) {
            text.append("other mail in these folders of the target: ")
                    .append(tally.otherMail())
                    .append('\n');
        }
        if (proof.leftOut() > 0) {
            text.append("rows of the CSV that are left out: ")
                    .append(proof.leftOut())
                    .append('\n');
        }
        return text.append("manifest: ").append(files.summary()).append('\n').toString();
    }

    private static List<String> first(KeptProof.Written files) {
        List<String> lines = new ArrayList<>();
        try (Reader in = Files.newBufferedReader(files.differences(), StandardCharsets.UTF_8);
                CSVParser rows = CSVParser.parse(in, ManifestRows.FORMAT)) {
            for (CSVRecord row : rows) {
                if (row.getRecordNumber() > FIRST + 1) {
                    lines.add("… all of them: " + files.differences());
                    break;
                }
                if (row.getRecordNumber() > 1) {
                    lines.add(row.get(6) + ": " + row.get(0) + " " + row.get(1) + " " + row.get(2)
                            + (row.get(5).isEmpty() ? "" : " \"" + row.get(5) + "\"")
                            + (row.get(7).isEmpty() ? "" : ": " + row.get(7)));
                }
            }
            return lines;
        } catch (IOException e) {
            throw ManifestFiles.unwritable(files.folder(), e);
        }
    }

    /** The signed summary itself. */
    public static String json(KeptProof.Written files) {
        try {
            return Files.readString(files.summary(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw ManifestFiles.unwritable(files.folder(), e);
        }
    }

    public static String sentence(BatchProof proof) {
        long clean = proof.users().stream().filter(UserProof::isClean).count();
        long failed = proof.users().stream().filter(user -> !user.isVerified()).count();
        long different = proof.users().size() - clean - failed;
        List<String> words = new ArrayList<>();
        words.add(clean + " of " + proof.users().size() + " mailboxes are the same ("
                + proof.depth().word() + ")");
        if (different > 0) {
            words.add(different + " differ");
        }
        if (failed > 0) {
            words.add(failed + " could not be verified");
        }
        if (proof.leftOut() > 0) {
            words.add(proof.leftOut() + " rows are left out");
        }
        return String.join(", ", words);
    }

    public static String stopped(BatchProof proof) {
        long through = proof.users().stream().filter(UserProof::isVerified).count();
        return "stopped: " + through + " of " + proof.users().size()
                + " mailboxes are through; the same command goes on with the others";
    }

    public static String text(ManifestCheck.Result result) {
        StringBuilder text = new StringBuilder();
        result.faults().forEach(fault -> text.append("FAULT: ").append(fault).append('\n'));
        text.append("batch ")
                .append(VisibleText.of(result.batch()))
                .append(", ")
                .append(VisibleText.of(result.mode()))
                .append(", ended ")
                .append(result.ended())
                .append(", ")
                .append(result.rows())
                .append(" rows, ")
                .append(result.clean() ? "clean" : "with differences")
                .append('\n');
        if (!result.fingerprint().isEmpty()) {
            text.append("key ")
                    .append(result.fingerprint())
                    .append(
                            result.ownKey()
                                    ? ": this home folder's\n"
                                    : ": NOT this home folder's; compare it by hand with that of whoever verified\n");
        }
        return text.append(result.isGenuine() ? "as it was signed\n" : "NOT as it was signed\n")
                .toString();
    }

    public static String json(ManifestCheck.Result result) {
        return JsonText.of(new Checked(
                JsonText.SCHEMA,
                result.summary().toString(),
                result.isGenuine(),
                result.faults(),
                result.batch(),
                result.mode(),
                result.ended(),
                result.clean(),
                result.rows(),
                result.fingerprint(),
                result.ownKey()));
    }
}
