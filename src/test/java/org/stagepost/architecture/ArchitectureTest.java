package org.stagepost.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The plan of the house: which room may import which, and where frameworks may be. */
class ArchitectureTest {
    private static final String BASE = "org.stagepost.";
    private static final String EVERY_ROOM = "*";

    /** Room → rooms it may import. */
    private static final Map<String, String> PLAN = new TreeMap<>(Map.ofEntries(
            Map.entry("model", ""),
            Map.entry("credential", "model"),
            Map.entry("endpoint", "model credential"),
            Map.entry("mailbox", "model endpoint credential"),
            Map.entry("sync", "model mailbox"),
            Map.entry("imap", "model endpoint credential mailbox"),
            Map.entry("smtp", "model endpoint credential"),
            Map.entry("oauth", "model endpoint credential"),
            Map.entry("discovery", "model endpoint credential"),
            Map.entry("directory", "model endpoint credential"),
            Map.entry("proof", "model mailbox sync"),
            Map.entry("migration", "model endpoint credential mailbox sync proof directory discovery"),
            Map.entry("report", "model credential mailbox migration sync proof"),
            Map.entry("persistence", "model credential endpoint mailbox sync directory migration"),
            Map.entry("job", "model migration report sync"),
            Map.entry("monitoring", "model endpoint credential mailbox sync migration job"),
            Map.entry("cli", "model endpoint migration job report sync proof discovery monitoring"),
            Map.entry("sandbox", "model"),
            Map.entry("wiring", EVERY_ROOM)));

    /** Library → where it may be used; everywhere else it may not. */
    private static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            Map.entry("org.springframework..", List.of("persistence", "job", "wiring")),
            Map.entry("org.apache.commons.csv..", List.of("migration.csv", "report")),
            Map.entry("org.yaml.snakeyaml..", List.of("migration.jobfile")),
            Map.entry("com.unboundid..", List.of("directory.ldap", "sandbox")),
            Map.entry("com.icegreen..", List.of("sandbox")),
            Map.entry("jakarta.mail..", List.of("smtp", "sandbox")),
            Map.entry(
                    "tools.jackson..",
                    List.of(
                            "report",
                            "cli",
                            "persistence",
                            "wiring",
                            "oauth",
                            "discovery.http",
                            "monitoring",
                            "job.remote")),
            Map.entry("jakarta.jms..", List.of("job.remote")),
            Map.entry("org.apache.activemq..", List.of("job.remote")),
            Map.entry("io.micrometer..", List.of("monitoring")),
            Map.entry("com.nimbusds..", List.of("oauth")),
            Map.entry("org.xbill..", List.of("discovery.dns")),
            Map.entry("com.samskivert..", List.of("report")),
            Map.entry("org.hsqldb..", List.of("persistence.home")),
            Map.entry("org.postgresql..", List.of("persistence.postgresql")),
            Map.entry("org.flywaydb..", List.of("persistence")),
            Map.entry("picocli..", List.of("cli")));

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.stagepost");

    static Stream<String> rooms() {
        return PLAN.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void roomImportsOnlyWhatThePlanAllows(String room) {
        String allowed = PLAN.get(room);
        if (allowed.equals(EVERY_ROOM)) {
            return;
        }
        Set<String> forbidden = new TreeSet<>(PLAN.keySet());
        forbidden.removeAll(Arrays.asList(allowed.split(" ")));
        forbidden.remove(room);
        noClasses()
                .that()
                .resideInAPackage(BASE + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        forbidden.stream().map(other -> BASE + other + "..").toArray(String[]::new))
                .as(room + " may import only: " + allowed)
                .allowEmptyShould(true)
                .check(CODE);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void innerPackagesArePrivateToTheirRoom(String room) {
        classes()
                .that()
                .resideInAPackage(BASE + room + ".(*)..")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage(BASE + room + "..", BASE + "wiring..")
                .allowEmptyShould(true)
                .check(CODE);
    }

    @Test
    void everyRoomIsOnThePlan() {
        Set<String> rooms = new TreeSet<>();
        CODE.forEach(
                type -> rooms.add(type.getPackageName().substring(BASE.length()).split("\\.")[0]));

        assertThat(rooms).isEqualTo(PLAN.keySet());
    }

    @Test
    void librariesStayInTheirRooms() {
        LIBRARIES.forEach((library, rooms) -> noClasses()
                .that()
                .resideOutsideOfPackages(
                        rooms.stream().map(room -> BASE + room + "..").toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library)
                .as(library + " is used only in " + rooms)
                .check(CODE));
    }

    @Test
    void everyPackageIsNullMarked() {
        List<String> unmarked = CODE.getPackage("org.stagepost").getSubpackagesInTree().stream()
                .filter(some -> !some.getClasses().isEmpty())
                .filter(some -> !some.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();

        assertThat(unmarked).isEmpty();
    }
}
