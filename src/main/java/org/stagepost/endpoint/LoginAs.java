package org.stagepost.endpoint;

/** Whose login opens a mailbox. */
public enum LoginAs {
    /** The endpoint's login opens every mailbox, or binds to the directory. */
    ADMIN,
    /** Each row brings its own. */
    USER,
    /** Nobody logs in: anonymous bind, open SMTP relay. */
    NOBODY
}
