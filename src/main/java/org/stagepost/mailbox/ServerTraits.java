package org.stagepost.mailbox;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a server offers that decides how a mailbox is copied from it or to it.
 *
 * @param capabilities of both sides, as far as they can be known without writing: never KEYWORDS
 * @param extensions the same in the words of the protocol, for people; in alphabetical order
 * @param announcing how an item's bytes may follow its announcement
 * @param changes how a later pass finds out what is new
 * @param compresses true when the line may be compressed (RFC 4978)
 * @param largestItem bytes of the largest item that the server takes anywhere; empty when it does not say (RFC 7889 §3)
 */
public record ServerTraits(
        Set<Capability> capabilities,
        List<String> extensions,
        Announcing announcing,
        Changes changes,
        boolean compresses,
        OptionalLong largestItem) {
    /** Whether the bytes of an item that is to be written wait for a go-ahead (RFC 7888). */
    public enum Announcing {
        /** LITERAL+. */
        NEVER_WAITS,
        /** LITERAL-: only items of up to 4,096 bytes do not. */
        SMALL_ONES_DO_NOT_WAIT,
        /** RFC 9051 §4.3: a round trip for each item. */
        ALWAYS_WAITS
    }

    /** How changes of a folder are told (RFC 7162). */
    public enum Changes {
        /** QRESYNC: what is new, marked otherwise or gone. */
        ALL,
        /** CONDSTORE: what is new or marked otherwise; what is gone is searched for. */
        NEW_AND_MARKED,
        /** Neither: each folder is listed in full. */
        NOT_TOLD
    }

    public ServerTraits {
        capabilities = Set.copyOf(capabilities);
        extensions = List.copyOf(extensions);
    }
}
