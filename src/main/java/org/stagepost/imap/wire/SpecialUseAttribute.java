package org.stagepost.imap.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.stagepost.model.SpecialUse;

/** Special uses as LIST attributes (RFC 6154 §2); Cyrus writes them in lower case. */
final class SpecialUseAttribute {
    private SpecialUseAttribute() {}

    /** {@code \Sent}. */
    static String of(SpecialUse use) {
        return "\\" + use.name().charAt(0) + use.name().substring(1).toLowerCase(Locale.ROOT);
    }

    static Optional<SpecialUse> parse(String attribute) {
        return Arrays.stream(SpecialUse.values())
                .filter(use -> of(use).equalsIgnoreCase(attribute))
                .findFirst();
    }
}
