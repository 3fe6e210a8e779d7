package org.stagepost.migration.jobfile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.stagepost.migration.MonitoringSettings;
import org.stagepost.migration.input.Fault;
import org.stagepost.migration.input.Findings;
import org.stagepost.migration.input.InputFile;

/** The {@code stagepost.yml} of a home folder; each reader is told of the faults of all of it. */
final class SettingsFile {
    /** Groups that hold keys; with each, what to write instead of several keys in one. */
    private static final Map<String, List<String>> GROUPS = Map.of(
            "datasource", List.of("url", "username", "password", "caFile"),
            "broker", List.of("url", "user", "password", "caFile", "security", "certificateFile", "keyFile"),
            "metrics", List.of("port"),
            "webhook", List.of("url", "secret", "caFile", "allowPlaintext"));

    private final Path file;

    SettingsFile(Path file) {
        this.file = file;
    }

    /** What each part of it says. */
    record Read(StoreForm store, BrokerForm broker, MonitoringSettings monitoring) {
        static final Read NOTHING = new Read(StoreForm.EMPTY, BrokerForm.EMPTY, MonitoringSettings.NONE);
    }

    Read read(Findings findings) {
        return saysNothing() ? Read.NOTHING : parts(findings);
    }

    /** There is no file, or it holds comments only. */
    private boolean saysNothing() {
        try {
            return !Files.exists(file)
                    || Files.size(file) < YamlDocument.MOST_BYTES
                            && Files.readString(file, StandardCharsets.ISO_8859_1)
                                    .lines()
                                    .allMatch(line ->
                                            line.isBlank() || line.strip().startsWith("#"));
        } catch (IOException e) {
            return false; // whoever reads it says why it cannot be read
        }
    }

    private Read parts(Findings findings) {
        InputFile input = new InputFile(file, YamlDocument.MOST_BYTES);
        Optional<YamlMap> root = new YamlDocument(input, findings, name -> Map.of()).root();
        Optional<YamlMap> stagepost = root.flatMap(map -> map.map("stagepost"));
        StoreForm store = stagepost
                .flatMap(map -> map.map("datasource"))
                .map(map -> StoreForm.inFile(map, input.folder()))
                .orElse(StoreForm.EMPTY);
        BrokerForm broker = stagepost
                .flatMap(map -> map.map("broker"))
                .map(map -> BrokerForm.inFile(map, input.folder()))
                .orElse(BrokerForm.EMPTY);
        MonitoringSettings monitoring = stagepost
                .map(map -> new MonitoringForm(map, input.folder()).read())
                .orElse(MonitoringSettings.NONE);
        root.ifPresent(SettingsFile::rejectDotted);
        root.ifPresent(YamlMap::rejectUnknownKeys);
        stagepost.ifPresent(YamlMap::rejectUnknownKeys);
        return new Read(store, broker, monitoring);
    }

    private static void rejectDotted(YamlMap root) {
        GROUPS.forEach(
                (group, keys) -> Stream.concat(Stream.of(""), keys.stream().map(key -> "." + key))
                        .map(key -> "stagepost." + group + key)
                        .filter(key -> root.get(key, Shapes.TEXT).isPresent())
                        .forEach(key -> root.fault(
                                key,
                                new Fault(
                                        "is several keys in one",
                                        "write " + keys.get(0) + ": below " + group + ": below stagepost:"))));
    }
}
