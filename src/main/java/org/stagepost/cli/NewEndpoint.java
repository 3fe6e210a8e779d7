package org.stagepost.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stagepost.model.EmailAddress;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is typed after {@code endpoint create}: the options of {@link EndpointSetting} and some more. */
final class NewEndpoint {
    static final String ORIGIN = "endpoint create";

    @Option(names = "--skip-verification", description = "Store the endpoint without a test.")
    private boolean unverified;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "NAME", description = "1 to 64 letters, digits, - and _.")
    private String name = "";

    @Parameters(
            index = "1..*",
            paramLabel = "KEY=VALUE",
            description = "Settings without an option, by the keys of a job file.")
    private List<String> others = List.of();

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "Instead of --host: a mailbox there, whose domain tells where its server is.")
    private @Nullable EmailAddress address;

    @Mixin
    private DiscoveryReach reach = new DiscoveryReach();

    String name() {
        return name;
    }

    boolean isUnverified() {
        return unverified;
    }

    /** A mailbox whose server is to be found; empty when the server is typed. */
    Optional<EmailAddress> address() {
        if (address == null && reach.isGiven()) {
            throw new CommandRefused("--allow-private and --dns-server look for a server", "add --address");
        }
        return Optional.ofNullable(address);
    }

    DiscoveryReach reach() {
        return reach;
    }

    /** By the keys of a job file. */
    Settings settings() {
        Settings settings = new Settings(ORIGIN, others);
        settings.add("name", name);
        EndpointSetting.typed(command).forEach(settings::add);
        return settings;
    }
}
