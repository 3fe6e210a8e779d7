package org.stagepost.discovery;

/** What speaks at a proposed server. */
public enum ProposedKind {
    IMAP,
    /** Exchange Web Services, or an Autodiscover that leads there. */
    EXCHANGE,
    SMTP
}
