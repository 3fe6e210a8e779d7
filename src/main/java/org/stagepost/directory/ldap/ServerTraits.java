package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.controls.AssertionRequestControl;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a server says about itself in its root entry (RFC 4512 §5.1). */
record ServerTraits(boolean activeDirectory, boolean assertions) {
    /** LDAP_CAP_ACTIVE_DIRECTORY_OID. */
    private static final String ACTIVE_DIRECTORY = "1.2.840.113556.1.4.800";

    static ServerTraits of(@Nullable RootDSE root) {
        if (root == null) {
            return new ServerTraits(false, false);
        }
        String[] capabilities = root.getAttributeValues("supportedCapabilities");
        return new ServerTraits(
                capabilities != null && Arrays.asList(capabilities).contains(ACTIVE_DIRECTORY),
                root.supportsControl(AssertionRequestControl.ASSERTION_REQUEST_OID));
    }
}
