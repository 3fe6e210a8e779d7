package org.stagepost.credential.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretPrompt;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretResolver;
import org.stagepost.credential.SecretStore;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/**
 * Follows a reference to the environment, a file, the terminal or the secret store.
 * A file's name is relative to the working folder and taken as it is ({@code ~} means nothing); one line end after the
 * secret and a byte order mark before it are dropped. The file's mode does not matter: container platforms mount secrets
 * with mode 0444 in folders that nobody else reaches. An empty variable or file is a mistake, not an empty password.
 */
public final class ReferenceResolver implements SecretResolver {
    private static final int LONGEST_FILE_BYTES = 64 * 1024;

    private final Map<String, String> environment;
    private final Path workingFolder;
    private final SecretPrompt prompt;
    private final SecretStore store;
    private final Map<String, Secret> asked = new HashMap<>();

    public ReferenceResolver(
            Map<String, String> environment, Path workingFolder, SecretPrompt prompt, SecretStore store) {
        this.environment = Map.copyOf(environment);
        this.workingFolder = workingFolder;
        this.prompt = prompt;
        this.store = store;
    }

    @Override
    public Secret resolve(SecretReference reference, String purpose) {
        return switch (reference.scheme()) {
            case NONE, LITERAL -> reference.literal();
            case ENV -> fromEnvironment(reference, purpose);
            case FILE -> fromFile(reference, purpose);
            case PROMPT -> fromTerminal(purpose);
            case STORE ->
                store.find(reference.name())
                        .orElseThrow(() -> missing(reference, purpose, "nothing is stored under this name"));
        };
    }

    private Secret fromEnvironment(SecretReference reference, String purpose) {
        String value = environment.getOrDefault(reference.name(), "");
        if (value.isEmpty()) {
            String state = environment.containsKey(reference.name()) ? "is empty" : "is not set";
            throw missing(reference, purpose, "the environment variable " + state);
        }
        return Secret.of(value);
    }

    private Secret fromFile(SecretReference reference, String purpose) {
        try (InputStream file = Files.newInputStream(workingFolder.resolve(reference.name()))) {
            byte[] bytes = file.readNBytes(LONGEST_FILE_BYTES + 1);
            if (bytes.length > LONGEST_FILE_BYTES) {
                throw missing(reference, purpose, "the file is longer than 64 KiB, that is no secret");
            }
            String text = withoutFrame(new String(bytes, StandardCharsets.UTF_8));
            Arrays.fill(bytes, (byte) 0);
            if (text.isEmpty()) {
                throw missing(reference, purpose, "the file is empty");
            }
            return Secret.of(text);
        } catch (NoSuchFileException | InvalidPathException e) {
            throw missing(
                    reference, purpose, "there is no such file (relative to " + workingFolder.toAbsolutePath() + ")");
        } catch (IOException e) {
            throw missing(reference, purpose, "the file cannot be read (" + e + ")");
        }
    }

    private static String withoutFrame(String text) {
        String start = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (start.endsWith("\r\n")) {
            return start.substring(0, start.length() - 2);
        }
        return start.endsWith("\n") ? start.substring(0, start.length() - 1) : start;
    }

    /** Two threads that need the same secret wait for one answer. */
    private synchronized Secret fromTerminal(String purpose) {
        return asked.computeIfAbsent(purpose, prompt::ask);
    }

    private static MigrationException missing(SecretReference reference, String purpose, String why) {
        return new MigrationException(FailureCode.SECRET_MISSING, purpose + ": " + reference + ": " + why);
    }
}
