package org.stagepost.migration.jobfile;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.EndpointCatalog;
import org.stagepost.migration.JobFile;
import org.stagepost.migration.JobFileReader;
import org.stagepost.migration.MissingEndpoints;
import org.stagepost.migration.ServiceConfig;
import org.stagepost.migration.UserSettings;
import org.stagepost.migration.input.Findings;
import org.stagepost.migration.input.InputFile;
import org.stagepost.model.BatchName;

/** Reads job files with SnakeYAML's node tree, which knows the line of every value. */
public final class YamlJobFileReader implements JobFileReader {
    private final EndpointCatalog stored;

    /** @param stored the endpoints that a job file may name besides its own */
    public YamlJobFileReader(EndpointCatalog stored) {
        this.stored = stored;
    }

    @Override
    public Result<JobFile> read(Path file, Function<BatchName, Map<String, String>> settings) {
        return read(file, settings, stored);
    }

    @Override
    public Result<JobFile> read(Path file, String text, Function<BatchName, Map<String, String>> settings) {
        Findings findings = new Findings(file.toString());
        InputFile input = new InputFile(file, YamlDocument.MOST_BYTES);
        return read(new YamlDocument(input, text, findings, settings), input, findings, stored);
    }

    @Override
    public Optional<MissingEndpoints> missingEndpoints(Path file, Function<BatchName, Map<String, String>> settings) {
        StandIns standIns = new StandIns(stored);
        return read(file, settings, standIns)
                .value()
                .filter(sound -> !standIns.missing().isEmpty())
                .map(sound -> new MissingEndpoints(sound, standIns.missing()));
    }

    private static Result<JobFile> read(
            Path file, Function<BatchName, Map<String, String>> settings, EndpointCatalog known) {
        Findings findings = new Findings(file.toString());
        InputFile input = new InputFile(file, YamlDocument.MOST_BYTES);
        return read(new YamlDocument(input, findings, settings), input, findings, known);
    }

    private static Result<JobFile> read(
            YamlDocument document, InputFile input, Findings findings, EndpointCatalog known) {
        return result(document.root().flatMap(root -> new JobForm(root, input, known).read()), findings);
    }

    @Override
    public Result<Endpoint> endpoint(String origin, Map<String, String> settings) {
        Findings findings = new Findings(origin);
        YamlMap group = new FlatSettings(findings).group(settings);
        Path folder = Path.of("").toAbsolutePath();
        Optional<Endpoint> endpoint = new EndpointForm(group, folder).read();
        EndpointKeys keys = new EndpointKeys(settings.keySet());
        Findings explained = new Findings(origin);
        explained.addAll(findings.inOrder().stream().flatMap(keys::explained).toList());
        return result(endpoint, explained);
    }

    @Override
    public Result<ServiceConfig> config(String origin, Map<String, String> settings) {
        Findings findings = new Findings(origin);
        YamlMap group = new FlatSettings(findings).group(settings);
        ServiceConfig usual = ServiceConfig.USUAL;
        ServiceConfig config = new ServiceConfig(
                group.get("maxConcurrentMigrations", Shapes.CONCURRENCY, usual.maxConcurrentMigrations()),
                group.get("keepHistory", Shapes.PERIOD, usual.keepHistory()));
        group.rejectUnknownKeys();
        return result(Optional.of(config), findings);
    }

    @Override
    public Result<UserSettings> userSettings(String origin, Map<String, String> settings) {
        Findings findings = new Findings(origin);
        YamlMap group = new FlatSettings(findings).group(settings);
        UserSettings read = new UserSettings(
                group.get("startAfter", Shapes.TIME).orElse(null),
                group.get("completeAfter", Shapes.TIME).orElse(null),
                group.get("badItemLimit", Shapes.ITEM_LIMIT).orElse(null),
                group.get("largeItemLimit", Shapes.ITEM_LIMIT).orElse(null));
        group.rejectUnknownKeys();
        return result(Optional.of(read), findings);
    }

    private static <T> Result<T> result(Optional<T> value, Findings findings) {
        return value.filter(sound -> !findings.forbidUse())
                .map(sound -> Result.of(sound, findings.inOrder()))
                .orElseGet(() -> Result.invalid(findings.inOrder()));
    }
}
