package org.stagepost.credential;

/** Asks the administrator at the terminal, without echo. */
public interface SecretPrompt {
    /**
     * @param purpose what the secret is for, shown before the cursor
     * @throws org.stagepost.model.MigrationException SECRET_MISSING when there is no terminal to ask at
     */
    Secret ask(String purpose);
}
