package org.stagepost.cli;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.model.BatchName;
import org.stagepost.model.EmailAddress;
import org.stagepost.proof.Depth;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proves what a batch reached. */
@Command(
        name = "verify",
        description = {
            "Compares the mailboxes of a batch with their copies, changes nothing on either side, and writes manifest.csv "
                    + "(one row for each item of the source, with its fate), differences.csv and a signed manifest.json "
                    + "into the reports of the pass.",
            "Without an option: size, received date, header and flags of every item, and bodies where these are no proof. "
                    + "Clean means that nothing is missing, additional or different, nothing is left to copy, and every "
                    + "skipped item is approved.",
            "Stopped with Ctrl-C, killed, or ended before every mailbox could be verified, the same command takes over "
                    + "those that an earlier verification of the last 24 hours found the same, as long as neither "
                    + "settings nor copies have changed, and does not look at them again; --again begins anew. "
                    + "The batch must be at rest.",
            "Where users are named, or rows of the batch are left out, the files are called manifest-partial.csv, "
                    + "differences-partial.csv and manifest-partial.json."
        },
        footer = {
            "",
            "Example:",
            "  stagepost verify wave-1",
            "  stagepost verify wave-1 ann@contoso.test --full",
            "  stagepost verify --manifest ~/.stagepost/reports/wave-1/1/manifest.json"
        },
        exitCodeListHeading = ExitText.HEADING,
        exitCodeList = {
            ExitText.VERIFIED,
            ExitText.INTERNAL,
            ExitText.BAD_INPUT,
            ExitText.DIFFERENT,
            ExitText.VERIFY_STOPPED,
            ExitText.VERIFY_UNREACHABLE,
            ExitText.ALREADY_RUNNING
        })
final class VerifyCommand implements Callable<Integer> {
    private final Contexts contexts;
    private final Terminal terminal;

    @Parameters(index = "0", arity = "0..1", paramLabel = "BATCH", description = "Name of the batch.")
    private @Nullable BatchName batch;

    @Parameters(index = "1..*", paramLabel = "ADDRESS", description = "Only these users of it.")
    private List<EmailAddress> addresses = List.of();

    @Option(
            names = "--quick",
            description =
                    "Only that every copy is there, by the keys that the journal recorded: a few seconds for a large "
                            + "mailbox, and no word on what is in the copies.")
    private boolean quick;

    @Option(
            names = "--sample",
            paramLabel = "N%",
            description = "Also the bodies of N percent of the items, the same ones each time.")
    private @Nullable String sample;

    @Option(names = "--full", description = "The bodies of all items, by SHA-256: reads all mail on both sides.")
    private boolean full;

    @Option(
            names = "--again",
            description = "Begin anew, also with mailboxes that an earlier verification found the same.")
    private boolean again;

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "Only tell whether a manifest.json, and the files beside it, are what a verification wrote.")
    private @Nullable Path manifest;

    @Option(
            names = "--key",
            paramLabel = "FINGERPRINT",
            defaultValue = "",
            description = "With --manifest: trust this key besides the home folder's own.")
    private String key = "";

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    VerifyCommand(Contexts contexts, Terminal terminal) {
        this.contexts = contexts;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path file = manifest;
        BatchName name = batch;
        if (file != null && (name != null || quick || full || again || sample != null)) {
            throw new CommandRefused("--manifest stands alone: it reads files, no mailboxes", "");
        }
        if (file != null) {
            return new ManifestRun(terminal, output)
                    .go(home.folder(terminal), file, key)
                    .number();
        }
        if (!key.isBlank()) {
            throw new CommandRefused("--key belongs to --manifest", "");
        }
        if (name == null) {
            throw new CommandRefused("which batch?", "write: verify BATCH, or verify --manifest FILE");
        }
        VerifyRun.Wanted wanted = new VerifyRun.Wanted(name, addresses, depth(), again);
        return new VerifyRun(contexts, terminal, output)
                .go(home.folder(terminal), wanted)
                .number();
    }

    private Depth depth() {
        String part = sample;
        int asked = (quick ? 1 : 0) + (full ? 1 : 0) + (part == null ? 0 : 1);
        if (asked > 1) {
            throw new CommandRefused("choose one of --quick, --sample and --full", "");
        }
        if (part != null) {
            return sampled(part);
        }
        return quick ? Depth.QUICK : full ? Depth.FULL : Depth.ITEMS;
    }

    private static Depth sampled(String typed) {
        try {
            BigDecimal percent = new BigDecimal(typed.strip().replaceFirst("%$", ""));
            int parts = percent.movePointRight(2).intValueExact();
            if (parts > 0 && parts < Depth.WHOLE) {
                return Depth.sample(parts);
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // said below
        }
        throw new CommandRefused(
                "--sample: '" + typed + "' is no percentage", "write 0.01% to 99.99%, two decimals at most, or --full");
    }
}
