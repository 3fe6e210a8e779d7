/** Directories spoken to over LDAP: connection, search, compare-and-set changes. */
@NullMarked
package org.stagepost.directory.ldap;

import org.jspecify.annotations.NullMarked;
