/** What tests of several rooms share. */
@NullMarked
package org.stagepost.testing;

import org.jspecify.annotations.NullMarked;
