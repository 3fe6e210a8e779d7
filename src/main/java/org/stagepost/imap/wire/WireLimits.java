package org.stagepost.imap.wire;

import java.time.Duration;

/**
 * How much of a server is put up with; beyond one of these the connection ends with PROTOCOL_VIOLATED, beyond a time
 * with ENDPOINT_UNREACHABLE.
 *
 * @param lineBytes of one response without its literals
 * @param fetchLineBytes the same, inside FETCH
 * @param nesting of parentheses
 * @param listedNames folders in a listing
 * @param listedBytes all names of a listing together
 * @param shortBytes a name, a date or another value that is kept in memory
 * @param headerBytes a message's header, kept in memory for one message at a time
 * @param literalBytes a message, streamed
 * @param untagged responses to one command
 * @param responseBytes of all responses to one command, without the messages that somebody took
 * @param connect time for the TCP connection
 * @param greeting time for the TLS handshake and the first line
 * @param reply time a command may wait for the server altogether; every received byte gives 0.1 ms of it back,
 *     so that only a trickling or silent server runs out of it
 * @param write time for handing 64 KB to the network
 */
public record WireLimits(
        int lineBytes,
        int fetchLineBytes,
        int nesting,
        int listedNames,
        long listedBytes,
        int shortBytes,
        int headerBytes,
        long literalBytes,
        int untagged,
        long responseBytes,
        Duration connect,
        Duration greeting,
        Duration reply,
        Duration write) {
    private static final int KB = 1024;
    private static final int MB = 1024 * KB;

    public static final WireLimits STANDARD = new WireLimits(
            64 * KB,
            MB,
            64,
            100_000,
            32L * MB,
            64 * KB,
            16 * MB,
            4096L * MB,
            2_000_000,
            512L * MB,
            Duration.ofSeconds(20),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5));

    /** The same with another patience for replies. */
    public WireLimits waiting(Duration longest) {
        return new WireLimits(
                lineBytes,
                fetchLineBytes,
                nesting,
                listedNames,
                listedBytes,
                shortBytes,
                headerBytes,
                literalBytes,
                untagged,
                responseBytes,
                connect,
                greeting,
                longest,
                write);
    }
}
