/** Access tokens (OAuth 2.0): how they are got, kept and renewed, and what a token server's refusal means. */
@NullMarked
package org.stagepost.oauth;

import org.jspecify.annotations.NullMarked;
