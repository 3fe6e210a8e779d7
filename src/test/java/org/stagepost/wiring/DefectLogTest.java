package org.stagepost.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.cli.Contexts;
import org.stagepost.cli.FakeShell;

/** What the log of a home folder holds after a defect that came before the home folder was open. */
class DefectLogTest {
    private final Path folder;

    DefectLogTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @ValueSource(strings = {"control", "run", "csvReader", "discovery"})
    void logHoldsTheStackTraceThatTheMessagePromises(String entry) throws IOException {
        Path home = folder.resolve("home");

        String said = defectIn(entry, home);

        Path logs = home.resolve("logs");
        assertThat(said).contains("error: a defect of Stagepost: ").contains("It is in " + logs + ".");
        assertThat(logs.resolve("stagepost.log"))
                .content()
                .contains("IllegalStateException: as told by " + entry)
                .contains("\tat org.stagepost.");
    }

    @Test
    void logThatWasBegunGoesOn() throws IOException {
        Path home = folder.resolve("home");
        defectIn("control", home);
        defectIn("run", home);

        assertThat(home.resolve("logs/stagepost.log"))
                .content()
                .contains("as told by control")
                .contains("as told by run");
    }

    @Test
    void homeThatCannotBeMadeIsNoPlaceToLookFor() throws IOException {
        Path home = Files.writeString(folder.resolve("home"), "a file");

        String said = defectIn("control", home);

        assertThat(said).contains("a defect of Stagepost").contains("There is no log file");
    }

    @Test
    void logThatCannotBeWrittenIsNoPlaceToLookFor() throws IOException {
        Path home = folder.resolve("home");
        Files.createDirectories(home.resolve("logs/stagepost.log"));

        String said = defectIn("control", home);

        assertThat(said).contains("There is no log file: " + home.resolve("logs"));
    }

    private String defectIn(String entry, Path home) throws IOException {
        Path csv = Files.writeString(folder.resolve("users.csv"), "EmailAddress\n");
        String[] words =
                switch (entry) {
                    case "control" -> new String[] {"batch", "list"};
                    case "run" -> new String[] {"config", "rotate-key"};
                    case "csvReader" -> new String[] {"csv", "check", csv.toString(), "--type", "staged"};
                    default -> new String[] {"endpoint", "discover", "ann@example.test"};
                };
        FakeShell shell = new FakeShell().with("STAGEPOST_HOME", home.toString());
        InThisProcess stagepost = new InThisProcess(failing(entry), shell);

        assertThat(stagepost.execute(words)).as(stagepost.output()).isEqualTo(1);

        return stagepost.output();
    }

    private static Contexts failing(String entry) {
        Contexts rest = new SpringContexts();
        return (Contexts) Proxy.newProxyInstance(
                Contexts.class.getClassLoader(), new Class<?>[] {Contexts.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals(entry)) {
                        throw new IllegalStateException("as told by " + entry);
                    }
                    return method.invoke(rest, arguments);
                });
    }
}
