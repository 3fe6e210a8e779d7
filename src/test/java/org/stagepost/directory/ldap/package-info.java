@NullMarked
package org.stagepost.directory.ldap;

import org.jspecify.annotations.NullMarked;
