package org.stagepost.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.stagepost.discovery.Confidence;
import org.stagepost.discovery.Found;
import org.stagepost.discovery.Proposal;
import org.stagepost.discovery.ProposedKind;
import org.stagepost.discovery.Step;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.endpoint.Security;
import org.stagepost.migration.csv.CommonsUserCsvReader;

/** A job file that names an endpoint which nobody knows, and somebody at the terminal. */
abstract class EndpointOffers {
    static final Proposal TOLD = proposal("imap.contoso.test", Confidence.TOLD);
    static final Proposal GUESSED = proposal("mail.contoso.test", Confidence.GUESSED);
    static final ProbeStage PASSED = ProbeStage.passed("login", Duration.ZERO, "taken");
    static final ProbeStage REFUSED = ProbeStage.failed("login", Duration.ZERO, "no", "", "");

    final FakeContexts contexts = new FakeContexts();
    final Path folder;

    static Proposal proposal(String host, Confidence confidence) {
        return Proposal.of(
                ProposedKind.IMAP, new Proposal.Server(host, 993, Security.TLS), confidence, "SRV of contoso.test");
    }

    EndpointOffers(Path folder) {
        this.folder = folder;
        contexts.realRules = true;
        contexts.csvReader = new CommonsUserCsvReader();
        contexts.stages = List.of(PASSED);
        contexts.found =
                new Found(List.of(TOLD, GUESSED), List.of(new Step("SRV", "_imaps", "told", Duration.ofMillis(7))));
        contexts.stored.put("new-mail", Samples.endpoint("new-mail", "env:NEW"));
    }

    Path jobFile(String... more) throws IOException {
        Files.writeString(
                folder.resolve("users.csv"), "EmailAddress,UserName,Password\nann@contoso.test,ann,env:ANN\n");
        return Files.writeString(folder.resolve("wave-1.yml"), """
                name: wave-1
                type: imap
                csv: users.csv
                source: { endpoint: old-mail }
                target: { endpoint: new-mail }
                """ + String.join("\n", more));
    }

    Typed create(FakeShell shell) throws IOException {
        return Typed.in(contexts, shell, "batch", "create", jobFile().toString());
    }

    Endpoint stored() {
        return requireNonNull(contexts.stored.get("old-mail"));
    }
}
