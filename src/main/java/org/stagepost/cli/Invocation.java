package org.stagepost.cli;

import java.io.File;
import java.nio.file.Path;

/**
 * How this program was called, so that what to type next can be copied as it stands.
 *
 * @param homeOption the option that names the home folder, with a blank before it; empty for the usual one
 */
record Invocation(String homeOption) {
    /** System property that the launcher sets to its own path, as it was typed. */
    static final String LAUNCHER = "stagepost.program";

    static Invocation of(HomeOption home) {
        return home.given().map(Invocation::in).orElseGet(() -> new Invocation(""));
    }

    static Invocation in(Path home) {
        return new Invocation(" --home " + quoted(home.toString()));
    }

    /** A command line in the same home folder. */
    String command(String words) {
        return program() + " " + words + homeOption;
    }

    /** What the launcher says it was called by, else the jar that runs, else the name that help texts use. */
    private static String program() {
        String launcher = System.getProperty(LAUNCHER, "");
        if (!launcher.isEmpty()) {
            return quoted(launcher);
        }
        String classPath = System.getProperty("java.class.path", "");
        boolean isJar = classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator);
        return isJar ? "java -jar " + quoted(classPath) : "stagepost";
    }

    /** As a shell needs it: in single quotes where it holds more than plain characters (POSIX.1 §2.2.2). */
    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./@:+,=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
