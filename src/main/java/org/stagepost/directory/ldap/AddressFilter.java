package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.Filter;

/** The search filter for an address. Built of filter objects, which escape values (RFC 4515 §3); never of text. */
final class AddressFilter {
    private AddressFilter() {}

    /** Both spellings of the prefix, for directories that compare proxy addresses exactly. */
    static Filter of(String address) {
        return Filter.createORFilter(
                Filter.createEqualityFilter(Attributes.PROXY_ADDRESSES, "SMTP:" + address),
                Filter.createEqualityFilter(Attributes.PROXY_ADDRESSES, "smtp:" + address),
                Filter.createEqualityFilter(Attributes.MAIL, address));
    }
}
