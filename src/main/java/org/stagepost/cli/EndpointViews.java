package org.stagepost.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.stagepost.cli.terminal.Columns;
import org.stagepost.cli.terminal.Printable;
import org.stagepost.cli.terminal.Terminal;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ProbeStage;

/** What commands print about endpoints; never a secret. */
final class EndpointViews {
    private record Endpoints(int schema, List<EndpointLine> endpoints) {}

    private record One(int schema, EndpointLine endpoint) {}

    private record Test(int schema, String endpoint, boolean passed, List<StageLine> stages) {}

    private record StageLine(
            String name, boolean passed, long milliseconds, String detail, String cause, String remedy) {
        private static StageLine of(ProbeStage stage) {
            return new StageLine(
                    stage.name(),
                    stage.passed(),
                    stage.time().toMillis(),
                    stage.detail(),
                    stage.cause(),
                    stage.remedy());
        }
    }

    private EndpointViews() {}

    static String list(List<Endpoint> endpoints) {
        if (endpoints.isEmpty()) {
            return "No endpoints.\n";
        }
        int names = Math.max(
                4,
                endpoints.stream().mapToInt(one -> Columns.of(one.name())).max().orElse(0));
        int addresses = Math.max(
                7,
                endpoints.stream()
                        .mapToInt(one -> Columns.of(one.address()))
                        .max()
                        .orElse(0));
        String head = Columns.left("Name", names) + "  " + Columns.left("Address", addresses) + "  Security  Login\n";
        return head
                + endpoints.stream()
                        .map(EndpointLine::of)
                        .map(one -> row(one, names, addresses))
                        .collect(Collectors.joining());
    }

    private static String row(EndpointLine endpoint, int names, int addresses) {
        String address = endpoint.kind() + "://" + endpoint.host() + ":" + endpoint.port();
        String login = (endpoint.login().as() + " " + endpoint.login().user()).strip();
        return Columns.left(endpoint.name(), names)
                + "  " + Columns.left(Printable.line(address), addresses)
                + "  " + Columns.left(endpoint.security(), 8)
                + "  " + Printable.line(login) + "\n";
    }

    static String listJson(List<Endpoint> endpoints) {
        return Json.of(new Endpoints(
                Json.SCHEMA, endpoints.stream().map(EndpointLine::of).toList()));
    }

    static String show(Endpoint endpoint) {
        Map<String, String> settings = EndpointLine.of(endpoint).settings();
        int names = settings.keySet().stream().mapToInt(String::length).max().orElse(0);
        return settings.entrySet().stream()
                .map(setting ->
                        Columns.left(setting.getKey() + ":", names + 2) + Printable.line(setting.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    static String showJson(Endpoint endpoint) {
        return Json.of(new One(Json.SCHEMA, EndpointLine.of(endpoint)));
    }

    static String stages(Terminal terminal, List<ProbeStage> stages) {
        int names = stages.stream()
                .mapToInt(stage -> Columns.of(stage.name()))
                .max()
                .orElse(0);
        return stages.stream().map(stage -> stage(terminal, stage, names)).collect(Collectors.joining());
    }

    private static String stage(Terminal terminal, ProbeStage stage, int names) {
        String result = stage.passed() ? terminal.good("ok    ") : terminal.bad("FAILED");
        String cause = stage.cause().isEmpty() ? "" : "cause: " + Printable.line(stage.cause()) + "\n";
        String remedy = stage.remedy().isEmpty() ? "" : "hint:  " + Printable.line(stage.remedy()) + "\n";
        return Columns.left(stage.name(), names) + "  " + result
                + Columns.right(time(stage.time()), 9)
                + "  " + Printable.line(stage.detail()).stripTrailing() + "\n" + cause + remedy;
    }

    private static String time(Duration time) {
        return time.toMillis() + " ms";
    }

    static String stagesJson(Endpoint endpoint, List<ProbeStage> stages) {
        return Json.of(new Test(
                Json.SCHEMA,
                endpoint.name(),
                stages.stream().allMatch(ProbeStage::passed),
                stages.stream().map(StageLine::of).toList()));
    }
}
