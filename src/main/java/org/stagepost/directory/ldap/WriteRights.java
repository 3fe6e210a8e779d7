package org.stagepost.directory.ldap;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds out which attributes of an entry a login may write. Writes nothing. */
final class WriteRights {
    /** Active Directory, [MS-ADTS] 3.1.1.4.5.18: what the one who asks may write at this entry. */
    static final String EFFECTIVE = "allowedAttributesEffective";

    /** LDAP No-Op (draft-zeilenga-ldap-noop), as OpenLDAP has it: everything is checked, nothing is done. */
    private static final String NO_OP = "1.3.6.1.4.1.4203.666.5.2";

    /** What a server answers that would have done it; the draft says NO_OPERATION. */
    private static final int NOT_DONE = 0x410e;

    private final boolean activeDirectory;
    private final Asking server;

    /** Sends one request. */
    interface Asking {
        ResultCode modify(ModifyRequest request) throws LDAPException;
    }

    WriteRights(boolean activeDirectory, Asking server) {
        this.activeDirectory = activeDirectory;
        this.server = server;
    }

    /**
     * Those that may be written; empty when this server has no way to tell.
     *
     * @param entry with {@link #EFFECTIVE} and the present values of the attributes
     */
    Optional<Set<String>> writable(Entry entry, Collection<String> attributes) throws LDAPException {
        if (activeDirectory) {
            return Optional.of(listed(entry, attributes));
        }
        Set<String> writable = new LinkedHashSet<>();
        for (String attribute : attributes) {
            ResultCode result = tried(entry, attribute);
            if (result.equals(ResultCode.UNAVAILABLE_CRITICAL_EXTENSION)) {
                return Optional.empty();
            }
            if (!result.equals(ResultCode.INSUFFICIENT_ACCESS_RIGHTS)) {
                writable.add(attribute);
            }
        }
        return Optional.of(writable);
    }

    /** The same request, which is checked and not done. */
    static ModifyRequest withoutDoing(ModifyRequest request) {
        request.addControl(new Control(NO_OP, true));
        return request;
    }

    /** Whether the answer to a request that was not to be done is no refusal, or only says that the server cannot tell. */
    static boolean isNoRefusal(ResultCode answer) {
        return answer.intValue() == NOT_DONE
                || answer.equals(ResultCode.NO_OPERATION)
                || answer.equals(ResultCode.SUCCESS)
                || answer.equals(ResultCode.UNAVAILABLE_CRITICAL_EXTENSION);
    }

    /** Active Directory leaves the attribute out where nothing may be written. */
    private static Set<String> listed(Entry entry, Collection<String> attributes) {
        Set<String> effective = new TreeSet<>();
        String[] values = entry.getAttributeValues(EFFECTIVE);
        Arrays.stream(values == null ? new String[0] : values)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .forEach(effective::add);
        Set<String> writable = new LinkedHashSet<>(attributes);
        writable.removeIf(attribute -> !effective.contains(attribute.toLowerCase(Locale.ROOT)));
        return writable;
    }

    /** The control is critical: who does not know it does nothing; and the values are those that are there. */
    private ResultCode tried(Entry entry, String attribute) throws LDAPException {
        byte[][] values = entry.getAttributeValueByteArrays(attribute);
        Modification same =
                new Modification(ModificationType.REPLACE, attribute, values == null ? new byte[0][] : values);
        ModifyRequest request = new ModifyRequest(entry.getDN(), same);
        try {
            return server.modify(withoutDoing(request));
        } catch (LDAPException e) {
            if (LdapFailures.isUnreachable(e)) {
                throw e;
            }
            return e.getResultCode();
        }
    }
}
