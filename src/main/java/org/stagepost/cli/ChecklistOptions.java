package org.stagepost.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.discovery.DiscoverySettings;
import org.stagepost.migration.ChecklistTask;
import org.stagepost.model.BatchName;
import org.stagepost.report.JsonViews;
import org.stagepost.report.TextViews;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Whether and how {@code batch show} makes the list of what is to be done after a batch. */
final class ChecklistOptions {
    @Option(
            names = "--checklist",
            description =
                    "Show instead what is left to do after the batch: in DNS, for each domain of its addresses, and "
                            + "with its users.")
    private boolean wanted;

    @Option(
            names = "--mx-switched",
            paramLabel = "TIME",
            converter = Time.class,
            description = "With --checklist: when the MX records were switched, as 2026-12-01T20:00:00Z.")
    private @Nullable Instant mxSwitched;

    @Mixin
    private DnsServer dns = new DnsServer();

    /** Refuses a time without its zone. */
    static final class Time implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String typed) {
            try {
                return OffsetDateTime.parse(typed).toInstant();
            } catch (DateTimeException e) {
                throw new TypeConversionException("write a time with its zone, as 2026-12-01T20:00:00Z");
            }
        }
    }

    /** Refuses options that only the list has. */
    boolean isWanted() {
        if (!wanted && (mxSwitched != null || dns.isGiven())) {
            throw new CommandRefused("--mx-switched and --dns-server belong to --checklist", "add --checklist");
        }
        return wanted;
    }

    void print(Contexts contexts, Contexts.Control control, BatchName batch, Terminal terminal, OutputOptions output) {
        DiscoverySettings settings = new DiscoverySettings(false, dns.required(), "", "", "", Set.of());
        List<ChecklistTask> tasks =
                control.checklist().of(batch, contexts.domains(settings), Optional.ofNullable(mxSwitched));
        output.print(terminal, () -> new TextViews(terminal.width()).checklist(tasks), () -> new JsonViews()
                .checklist(batch, mxSwitched, tasks));
    }
}
