package org.stagepost.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.stagepost.credential.Secret;
import org.stagepost.credential.local.AesGcmSealer;
import org.stagepost.credential.local.SecretKeyFile;
import org.stagepost.model.HomeFolder;
import org.stagepost.persistence.home.EmbeddedStore;
import org.stagepost.persistence.ledger.JdbcSecretStore;
import org.stagepost.persistence.ledger.Transactions;

/** A sample job and its CSV, copied with other servers, at once, and with a password behind each reference. */
final class SampleCopy {
    private static final Pattern REFERENCE = Pattern.compile("(env|file|store):([\\w/.-]+)");
    private static final Pattern ENDPOINT = Pattern.compile(" +- name: (\\S+)");
    private static final Pattern HOST = Pattern.compile("( +)host: .*");
    private static final Pattern LEFT_OUT = Pattern.compile("( +(port|security):|startAfter:).*");

    private final Path folder;
    private final Path job;
    private final String csv;
    private final Map<String, String> environment = new TreeMap<>();

    SampleCopy(Path sample, Path folder, ToIntFunction<String> ports) {
        this.folder = folder;
        this.job = folder.resolve(sample.getFileName());
        try {
            List<String> lines = Files.readAllLines(sample);
            String name = lines.stream()
                    .filter(line -> line.startsWith("csv: "))
                    .findFirst()
                    .orElseThrow()
                    .substring("csv: ".length());
            csv = Files.readString(sample.resolveSibling(name)).replace("/run/secrets/", folder + "/");
            String text = String.join("\n", elsewhere(lines, ports)).replace(name, "users.csv");
            Files.writeString(folder.resolve("users.csv"), csv);
            Files.writeString(job, text);
            fill(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> elsewhere(List<String> lines, ToIntFunction<String> ports) {
        List<String> changed = new ArrayList<>();
        String endpoint = "";
        for (String line : lines) {
            Matcher name = ENDPOINT.matcher(line);
            endpoint = name.matches() ? name.group(1) : endpoint;
            Matcher host = HOST.matcher(line);
            if (host.matches()) {
                String indent = host.group(1);
                changed.add(indent + "host: 127.0.0.1");
                changed.add(indent + "port: " + ports.applyAsInt(endpoint));
                changed.add(indent + "security: none");
                changed.add(indent + "allowPlaintext: true");
            } else if (!LEFT_OUT.matcher(line).matches()) {
                changed.add(line);
            }
        }
        return changed;
    }

    private void fill(String text) throws IOException {
        Map<String, String> stored = new TreeMap<>();
        Matcher references = REFERENCE.matcher(text + csv);
        while (references.find()) {
            String name = references.group(2);
            switch (references.group(1)) {
                case "env" -> environment.put(name, password(references.group()));
                case "file" -> Files.writeString(Path.of(name), password(references.group()));
                default -> stored.put(name, password(references.group()));
            }
        }
        HomeFolder home = new HomeFolder(home());
        try (EmbeddedStore store = EmbeddedStore.open(home)) {
            JdbcSecretStore secrets =
                    new JdbcSecretStore(new Transactions(store), new AesGcmSealer(SecretKeyFile.load(home, Map.of())));
            stored.forEach((name, password) -> secrets.put(name, Secret.of(password)));
        }
    }

    /** What the servers are to expect for a cell or setting: the text itself, or what stands behind the reference. */
    static String password(String cell) {
        return REFERENCE.matcher(cell).matches() ? "behind " + cell.substring(cell.lastIndexOf('/') + 1) : cell;
    }

    List<CSVRecord> rows() {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(csv, format)) {
            return parser.getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StagepostProcess run() {
        return StagepostProcess.run(environment, "run", job.toString(), "--home", home().toString());
    }

    private Path home() {
        return folder.resolve("home");
    }
}
