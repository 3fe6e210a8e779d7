/** What every file that an administrator hands in has in common: how it is opened, quoted and complained about. */
@NullMarked
package org.stagepost.migration.input;

import org.jspecify.annotations.NullMarked;
