package org.stagepost.directory.ldap;

import java.util.Optional;

/** Decides what is to be changed at an entry as it stands now. */
interface ChangePlan {
    /**
     * @return empty when the entry already is as wanted
     * @throws org.stagepost.model.MigrationException when the entry must not be changed
     */
    Optional<EntryChange> from(LdapEntry entry);
}
