package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The value of an attribute that links an entry to its counterpart. Directory synchronisation copies the bytes of an
 * objectGUID as they are, or as their Base64: both forms are the same anchor.
 */
final class Anchor {
    private static final int GUID_BYTES = 16;

    private Anchor() {}

    /** @param hex the bytes of the counterpart's attribute */
    static Filter filter(String attribute, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        List<Filter> forms = new ArrayList<>();
        forms.add(Filter.createEqualityFilter(attribute, bytes));
        if (bytes.length == GUID_BYTES) {
            forms.add(Filter.createEqualityFilter(attribute, Base64.getEncoder().encodeToString(bytes)));
        }
        byte[] guid = decoded(bytes);
        if (guid.length == GUID_BYTES) {
            forms.add(Filter.createEqualityFilter(attribute, guid));
        }
        return Filter.createORFilter(forms);
    }

    /** Empty when it is no Base64. */
    private static byte[] decoded(byte[] text) {
        try {
            return Base64.getDecoder().decode(new String(text, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
