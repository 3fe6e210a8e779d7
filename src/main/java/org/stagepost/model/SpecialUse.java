package org.stagepost.model;

/** What a folder is for, in any language (RFC 6154 §2; IMPORTANT: RFC 8457). The inbox is known by its path. */
public enum SpecialUse {
    ALL,
    ARCHIVE,
    DRAFTS,
    FLAGGED,
    IMPORTANT,
    JUNK,
    SENT,
    TRASH
}
