package org.stagepost.discovery.http;

/** Answers one request; follows nothing. Thread-safe. */
@FunctionalInterface
interface Web {
    /** @throws WebFailure when there is no usable answer within its bounds of time and size */
    WebReply send(WebRequest request) throws WebFailure;
}
