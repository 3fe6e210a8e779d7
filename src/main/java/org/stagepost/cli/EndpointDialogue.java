package org.stagepost.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeRequest;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.migration.JobFileReader;
import org.stagepost.model.Finding;
import org.stagepost.model.HomeFolder;

/**
 * Sets up one endpoint by questions: where the server is, who logs in, then a test with a mailbox of the batch. The home
 * folder is open only while the answers are tested and stored.
 */
final class EndpointDialogue {
    /** Of use only together with others, which may be typed next. */
    private static final Set<String> IN_COMPANY = Set.of("security", "clientCertificate", "clientKey");

    private final Contexts contexts;
    private final HomeFolder home;
    private final Questions questions;
    private final EndpointResult result;
    private final Map<String, String> others = new LinkedHashMap<>();

    EndpointDialogue(Contexts contexts, HomeFolder home, Questions questions, EndpointResult result) {
        this.contexts = contexts;
        this.home = home;
        this.questions = questions;
        this.result = result;
    }

    /** Returns when the endpoint is stored. @throws CommandRefused when it is not to be */
    void setUp(EndpointRole role) {
        ServerQuestions server = new ServerQuestions(contexts, questions, result, role);
        LoginQuestions login = new LoginQuestions(questions, result, role);
        while (true) {
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put("name", role.name());
            settings.put("kind", "imap");
            settings.putAll(server.ask());
            askForOthers(settings);
            settings.putAll(others);
            settings.putAll(login.ask(settings.getOrDefault("preset", "")));
            if (isStored(role, settings)) {
                return;
            }
        }
    }

    /** @param server what is known of the endpoint by now */
    private void askForOthers(Map<String, String> server) {
        String question = "Further settings, KEY=VALUE one a line (such as caFile=FILE), Enter for no more: ";
        Optional<String> line = questions.line(question);
        while (line.isPresent()) {
            Settings typed = new Settings("endpoint", List.of(line.get()));
            Map<String, String> more = typed.ofEndpoint();
            List<Finding> faults = typed.findings(faults(server, more));
            result.faultsOfAnswer(faults);
            if (faults.isEmpty()) {
                others.putAll(more);
                others.values().removeIf(String::isEmpty);
            }
            line = questions.line(question);
        }
    }

    /** Those of one more setting; what is still missing is asked for later. */
    private List<Finding> faults(Map<String, String> server, Map<String, String> more) {
        Map<String, String> settings = new LinkedHashMap<>(server);
        settings.putAll(others);
        settings.putAll(more);
        settings.values().removeIf(String::isEmpty);
        try (Contexts.Control control = contexts.control(home)) {
            return control.jobFiles().endpoint("endpoint", settings).findings().stream()
                    .filter(finding -> finding.severity() != Finding.Severity.WARNING)
                    .filter(finding -> more.containsKey(finding.where()))
                    .filter(finding -> !IN_COMPANY.contains(finding.where())
                            && !finding.where().startsWith("login."))
                    .toList();
        }
    }

    /** False when other answers are wanted. */
    private boolean isStored(EndpointRole role, Map<String, String> settings) {
        Endpoint endpoint;
        try (Contexts.Control control = contexts.control(home)) {
            JobFileReader.Result<Endpoint> read = control.jobFiles().endpoint("endpoint " + role.name(), settings);
            result.findings(read.findings());
            if (read.value().isEmpty()) {
                others.clear();
                return false;
            }
            endpoint = control.withSecretAsked(read.value().get());
            ProbeRequest test = role.test(endpoint);
            result.say(role.testWords(test));
            List<ProbeStage> stages = control.manageEndpoints().create(endpoint, test);
            result.stored(endpoint, stages);
            if (stages.stream().allMatch(ProbeStage::passed)) {
                return true;
            }
            endpoint = control.manageEndpoints().renewed(endpoint);
        }
        return isKept(endpoint);
    }

    private boolean isKept(Endpoint endpoint) {
        String answer =
                questions.choice("Answer again, keep it as it is, or end?", List.of("again", "keep", "end"), "again");
        if (answer.equals("end")) {
            throw new CommandRefused("endpoint " + endpoint.name() + " was not set up", "");
        }
        if (answer.equals("again")) {
            return false;
        }
        try (Contexts.Control control = contexts.control(home)) {
            control.manageEndpoints().createUnverified(endpoint);
            result.storedUntested(endpoint);
            return true;
        }
    }
}
