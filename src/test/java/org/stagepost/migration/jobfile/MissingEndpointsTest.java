package org.stagepost.migration.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.cli.Samples;
import org.stagepost.migration.MissingEndpoints;
import org.stagepost.testing.MemoryEndpoints;

class MissingEndpointsTest {
    private static final String JOB = """
            name: wave-1
            type: imap
            csv: users.csv
            source: { endpoint: old-mail }
            target: { endpoint: new-mail }
            """;

    private final MemoryEndpoints stored = new MemoryEndpoints();
    private final Path folder;

    MissingEndpointsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Set<String> missing(String job) throws IOException {
        return missing(job, Map.of());
    }

    private Set<String> missing(String job, Map<String, String> settings) throws IOException {
        Path file = Files.writeString(folder.resolve("wave-1.yml"), job);
        return new YamlJobFileReader(stored)
                .missingEndpoints(file, name -> settings)
                .map(MissingEndpoints::names)
                .orElse(Set.of());
    }

    @Test
    void theSourceIsNamedFirst() throws IOException {
        assertThat(missing(JOB)).containsExactly("old-mail", "new-mail");
    }

    @Test
    void whatIsStoredOrInTheJobFileIsNotMissing() throws IOException {
        stored.save(Samples.endpoint("new-mail", "env:NEW"));

        assertThat(missing(JOB)).containsExactly("old-mail");
        assertThat(missing(JOB + "endpoints: [{ name: old-mail, kind: imap, host: h.test }]\n"))
                .isEmpty();
    }

    @Test
    void settingsOfTheBatchCount() throws IOException {
        assertThat(missing(JOB, Map.of("source.endpoint", "other-mail"))).containsExactly("other-mail", "new-mail");
    }

    @Test
    void anotherFaultHasTheWord() throws IOException {
        assertThat(missing(JOB + "badItemLimit: many\n")).isEmpty();
        assertThat(missing(JOB + "smtp: { endpoint: relay }\n")).isEmpty();
        assertThat(missing(JOB.replace("source:", "sauce:"))).isEmpty();
    }
}
