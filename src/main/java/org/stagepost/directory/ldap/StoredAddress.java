package org.stagepost.directory.ldap;

import java.util.Optional;
import org.stagepost.endpoint.DirectorySchema;
import org.stagepost.model.EmailAddress;

/** SMTP addresses as directories store them: bare, with a prefix, or in a site's own form. */
final class StoredAddress {
    private static final String SMTP = "smtp:";

    private StoredAddress() {}

    /** Empty for what has another prefix, or is no address. */
    static Optional<EmailAddress> withPrefix(String stored) {
        boolean smtp = stored.regionMatches(true, 0, SMTP, 0, SMTP.length());
        return smtp ? EmailAddress.parse(stored.substring(SMTP.length()).strip()) : Optional.empty();
    }

    /** Whether mail that is forwarded as stored reaches the address. */
    static boolean leadsTo(String stored, EmailAddress address, DirectorySchema schema) {
        return stored.strip().equalsIgnoreCase(schema.forwardTo(address.value()))
                || withPrefix(stored)
                        .or(() -> EmailAddress.parse(stored))
                        .filter(address::equals)
                        .isPresent();
    }
}
