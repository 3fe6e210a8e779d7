package org.stagepost.sandbox;

import java.util.List;
import org.stagepost.model.EmailAddress;

/**
 * An invented person who moves from the old mail system to the new one.
 *
 * @param password the cell of the CSV: whether the row sets a password
 */
record SandboxPerson(String name, String localPart, Password password) {
    static final String DOMAIN = "contoso.test";
    static final String OLD_DOMAIN = "old.contoso.test";
    static final String NEW_DOMAIN = "new.contoso.test";

    /** What the row of the CSV says about the password. */
    enum Password {
        KEPT,
        SET,
        SET_AND_CHANGED_AT_FIRST_LOGIN
    }

    /** Ten people. The last one has no mail-enabled user in the new directory. */
    static List<SandboxPerson> all() {
        return List.of(
                new SandboxPerson("Ann Archer", "ann.archer", Password.SET),
                new SandboxPerson("Björn Åkesson", "bjorn.akesson", Password.KEPT),
                new SandboxPerson("Chiyo Tanaka", "chiyo.tanaka", Password.SET_AND_CHANGED_AT_FIRST_LOGIN),
                new SandboxPerson("Dmitri Volkov", "dmitri.volkov", Password.KEPT),
                new SandboxPerson("Élodie Marchand", "elodie.marchand", Password.KEPT),
                new SandboxPerson("Farid Haddad", "farid.haddad", Password.SET),
                new SandboxPerson("Grace Okafor", "grace.okafor", Password.KEPT),
                new SandboxPerson("Hanna Lindqvist", "hanna.lindqvist", Password.KEPT),
                new SandboxPerson("Ivo Petrov", "ivo.petrov", Password.KEPT),
                new SandboxPerson("Jana Müller", "jana.mueller", Password.KEPT));
    }

    static SandboxPerson withoutMailUser() {
        return all().get(9);
    }

    static SandboxPerson withRefusedMessage() {
        return all().get(3);
    }

    EmailAddress address() {
        return at(DOMAIN);
    }

    EmailAddress at(String domain) {
        return new EmailAddress(localPart + "@" + domain);
    }
}
