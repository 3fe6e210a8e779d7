package org.stagepost.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stagepost.migration.UserCsvReader.Expectations;
import org.stagepost.migration.csv.CommonsUserCsvReader;
import org.stagepost.migration.jobfile.YamlJobFileReader;
import org.stagepost.model.Finding;
import org.stagepost.testing.Golden;
import org.stagepost.testing.MemoryEndpoints;

/** The samples that the documents refer to can be used as they are. */
class SamplesTest {
    private static final Path WRONG_ON_PURPOSE = Path.of("sample-csv/staged-users-with-faults.csv");

    static List<Path> jobs() throws IOException {
        return files("jobs", ".yml");
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void everyJobFileReadsButForItsScheduleAndItsCsvWithoutAFinding(Path path) {
        JobFileReader.Result<JobFile> job = read(path);

        assertThat(job.findings()).allSatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
            assertThat(finding.where()).isEqualTo("schedule");
        });

        JobFile file = job.value().orElseThrow();
        assertThat(read(file).findings()).isEmpty();
        assertThat(read(file).rows()).isNotEmpty();
        assertThat(file.name()).hasToString(path.getFileName().toString().replace(".yml", ""));
    }

    @Test
    void everyCsvBelongsToAJobOrIsWrongOnPurpose() throws IOException {
        Set<Path> used = new HashSet<>();
        for (Path path : jobs()) {
            used.add(Path.of("")
                    .toAbsolutePath()
                    .relativize(read(path).value().orElseThrow().csv()));
        }
        used.add(WRONG_ON_PURPOSE);

        assertThat(files("sample-csv", ".csv")).containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void everyFaultOfTheWrongCsvIsNamed() {
        JobFile staged = read(Path.of("jobs/staged-wave.yml")).value().orElseThrow();

        UserCsv csv = new CommonsUserCsvReader().read(WRONG_ON_PURPOSE, Expectations.of(staged));

        String findings = csv.findings().stream().map(Object::toString).collect(Collectors.joining("\n", "", "\n"));
        Golden.matches("staged-users-with-faults.txt", findings);
        assertThat(csv.rows()).extracting(UserRow::line).containsExactly(2, 13);
        assertThat(csv.rejected()).hasSize(10);
    }

    private static JobFileReader.Result<JobFile> read(Path path) {
        return new YamlJobFileReader(new MemoryEndpoints()).read(path);
    }

    private static UserCsv read(JobFile job) {
        return new CommonsUserCsvReader().read(job.csv(), Expectations.of(job));
    }

    private static List<Path> files(String folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }
}
