package org.stagepost.model;

import java.time.Duration;

/**
 * The server that a failure comes from.
 *
 * @param address as the endpoint tells it: {@code imap://mail.example.test:993}
 * @param pause how long the server asks to be left alone; zero when it names no time
 */
public record Origin(String address, Duration pause) {
    public Origin(String address) {
        this(address, Duration.ZERO);
    }
}
