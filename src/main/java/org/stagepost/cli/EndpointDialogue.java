package org.stagepost.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeRequest;
import org.stagepost.endpoint.ProbeStage;
import org.stagepost.migration.JobFileReader;
import org.stagepost.model.HomeFolder;
import picocli.CommandLine.TypeConversionException;

/**
 * Sets up one endpoint by questions: where the server is, who logs in, then a test with a mailbox of the batch. The home
 * folder is open only while the answers are tested and stored.
 */
final class EndpointDialogue {
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
            askForOthers();
            settings.putAll(others);
            settings.putAll(login.ask(settings.getOrDefault("preset", "")));
            if (isStored(role, settings)) {
                return;
            }
        }
    }

    private void askForOthers() {
        String question = "Further settings, KEY=VALUE one a line (such as caFile=FILE), Enter for no more: ";
        Optional<String> line = questions.line(question);
        while (line.isPresent()) {
            try {
                Settings.parsed(List.of(line.get()))
                        .forEach((key, value) -> others.put(key, EndpointSetting.read(key, value)));
            } catch (CommandRefused e) {
                result.say(e.reason() + ": " + e.hint());
            } catch (TypeConversionException e) {
                result.say(String.valueOf(e.getMessage()));
            }
            line = questions.line(question);
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
