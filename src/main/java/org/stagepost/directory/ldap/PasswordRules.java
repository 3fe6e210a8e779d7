package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import org.stagepost.credential.Secret;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.Security;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

/** How a directory takes a new password, and the duty to choose another at the first login. */
final class PasswordRules {
    private final Endpoint endpoint;
    private final boolean activeDirectory;
    private final Predicate<String> schemaKnows;

    /** @param schemaKnows whether the server's schema has an attribute; asked only when a change is to be forced */
    PasswordRules(Endpoint endpoint, boolean activeDirectory, Predicate<String> schemaKnows) {
        this.endpoint = endpoint;
        this.activeDirectory = activeDirectory;
        this.schemaKnows = schemaKnows;
    }

    /** @throws MigrationException DIRECTORY_REFUSED when the directory would not take a password over this connection */
    void requireTransport(Secret password) {
        if (activeDirectory && !password.isEmpty() && endpoint.security() == Security.NONE) {
            throw new MigrationException(
                    FailureCode.DIRECTORY_REFUSED,
                    "Active Directory takes passwords only over TLS: set security tls or starttls at endpoint "
                            + endpoint.name());
        }
    }

    /** Nothing for an empty password. */
    List<Modification> setting(Secret password) {
        if (password.isEmpty()) {
            return List.of();
        }
        // [MS-ADTS] 3.1.1.3.1.5: the password in quotes, UTF-16 little-endian; an administrator's reset is a replace
        return List.of(
                activeDirectory
                        ? new Modification(
                                ModificationType.REPLACE,
                                Attributes.UNICODE_PWD,
                                ('"' + password.reveal() + '"').getBytes(StandardCharsets.UTF_16LE))
                        : new Modification(ModificationType.REPLACE, Attributes.USER_PASSWORD, password.reveal()));
    }

    /**
     * Makes the user choose another password.
     *
     * @throws MigrationException DIRECTORY_REFUSED when the directory has no way to say so
     */
    AttributeChange forcing(LdapEntry entry) {
        if (schemaKnows.test(Attributes.PWD_LAST_SET)) {
            return change(entry, Attributes.PWD_LAST_SET, "0");
        }
        if (schemaKnows.test(Attributes.PWD_RESET)) {
            return change(entry, Attributes.PWD_RESET, "TRUE");
        }
        if (schemaKnows.test(Attributes.SHADOW_LAST_CHANGE) && entry.isA("shadowAccount")) {
            return change(entry, Attributes.SHADOW_LAST_CHANGE, "0");
        }
        throw new MigrationException(
                FailureCode.DIRECTORY_REFUSED,
                entry.dn() + ": ForceChangePassword is asked for, but the directory knows none of pwdLastSet, pwdReset"
                        + " and shadowLastChange (for a shadowAccount); set ForceChangePassword to False");
    }

    private static AttributeChange change(LdapEntry entry, String attribute, String after) {
        return AttributeChange.of(attribute, entry.value(attribute), after);
    }
}
