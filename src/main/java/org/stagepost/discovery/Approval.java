package org.stagepost.discovery;

/** Which hosts an administrator trusts with a password. Their certificates are verified besides. */
@FunctionalInterface
public interface Approval {
    /** No host at all. */
    Approval NOBODY = host -> false;

    /** @param host in lower case, as its certificate must name it */
    boolean mayReceivePassword(String host);
}
