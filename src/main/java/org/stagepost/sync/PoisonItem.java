package org.stagepost.sync;

import org.stagepost.model.FailureCode;

/**
 * An item at which the connection broke again and again, the last times with nothing else on the way.
 *
 * @param alone the slice of this one item
 * @param fate ITEM_UNREADABLE when the source broke off, ITEM_REFUSED when the target did
 * @param message what happened, the server's words included
 */
public record PoisonItem(Slice alone, FailureCode fate, String message) {}
