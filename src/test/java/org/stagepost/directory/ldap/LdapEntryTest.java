package org.stagepost.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldif.LDIFException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.directory.RecipientType;
import org.stagepost.endpoint.DirectorySchema;
import org.stagepost.model.EmailAddress;

class LdapEntryTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    # details    , display     , class             , type
                    1            , 1073741824  , inetOrgPerson     , USER_MAILBOX
                    2            , -           , inetOrgPerson     , USER_MAILBOX
                    4            , 0           , inetOrgPerson     , SHARED_MAILBOX
                    8            , -           , inetOrgPerson     , USER_MAILBOX
                    16           , 7           , inetOrgPerson     , ROOM_MAILBOX
                    32           , 8           , inetOrgPerson     , EQUIPMENT_MAILBOX
                    64           , 6           , contact           , MAIL_CONTACT
                    128          , 6           , inetOrgPerson     , MAIL_USER
                    128          , 0           , inetOrgPerson     , MAIL_USER
                    256          , 1           , group             , GROUP
                    1024         , 1043741833  , group             , GROUP
                    2048         , 3           , -                 , GROUP
                    2147483648   , -2147483642 , inetOrgPerson     , REMOTE_MAILBOX
                    8589934592   , -           , inetOrgPerson     , REMOTE_MAILBOX
                    17179869184  , -           , inetOrgPerson     , REMOTE_MAILBOX
                    34359738368  , -           , inetOrgPerson     , REMOTE_MAILBOX
                    3            , 0           , inetOrgPerson     , OTHER
                    4294967297   , 0           , inetOrgPerson     , OTHER
                    one          , 0           , inetOrgPerson     , OTHER
                    -            , 0           , inetOrgPerson     , USER_MAILBOX
                    -            , 1073741824  , inetOrgPerson     , USER_MAILBOX
                    -            , 6           , inetOrgPerson     , MAIL_USER
                    -            , 1073741830  , inetOrgPerson     , MAIL_USER
                    -            , 6           , Contact           , MAIL_CONTACT
                    -            , 7           , inetOrgPerson     , ROOM_MAILBOX
                    -            , -2147481850 , inetOrgPerson     , REMOTE_MAILBOX
                    -            , 1073741833  , -                 , GROUP
                    -            , -           , groupOfNames      , GROUP
                    -            , -           , inetOrgPerson     , OTHER
                    """)
    void tellsTheTypeByDetailsThenClassThenDisplayType(
            String details, String display, String objectClass, RecipientType type) {
        List<String> lines = new ArrayList<>(List.of("dn: cn=x"));
        add(lines, "msExchRecipientTypeDetails", details);
        add(lines, "msExchRecipientDisplayType", display);
        add(lines, "objectClass", objectClass);

        assertThat(entry(lines).type()).isEqualTo(type);
    }

    private static void add(List<String> lines, String name, @org.jspecify.annotations.Nullable String value) {
        if (value != null) {
            lines.add(name + ": " + value);
        }
    }

    @Test
    void primaryIsTheProxyInCapitals() {
        LdapEntry entry = entry(List.of(
                "dn: cn=x",
                "mail: ann@contoso.test",
                "proxyAddresses: smtp:alias@contoso.test",
                "proxyAddresses: X500:/o=Contoso/cn=ann",
                "proxyAddresses: SMTP:Ann.Archer@contoso.test",
                "proxyAddresses: smtp:not an address",
                "proxyAddresses: smtp:ANN@contoso.test"));

        assertThat(entry.addresses())
                .extracting(EmailAddress::value)
                .containsExactly("Ann.Archer@contoso.test", "ann@contoso.test", "alias@contoso.test");
    }

    @Test
    void primaryIsMailWithoutSuchAProxy() {
        LdapEntry entry =
                entry(List.of("dn: cn=x", "proxyAddresses: smtp:alias@contoso.test", "mail: ann@contoso.test"));

        assertThat(entry.addresses())
                .extracting(EmailAddress::value)
                .containsExactly("ann@contoso.test", "alias@contoso.test");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    SMTP:ann@new.test   , true
                    smtp:ANN@New.test   , true
                    ann@new.test        , true
                    SMTP:bob@new.test   , false
                    SMTP:ann@new.test.x , false
                    x500:ann@new.test   , false
                    SMTP:SMTP:ann@new.test, false
                    """)
    void targetAddressLeadsToAnAddressWithOrWithoutPrefixInAnyCase(String stored, boolean leads) {
        assertThat(StoredAddress.leadsTo(stored, new EmailAddress("ann@new.test"), DirectorySchema.EXCHANGE))
                .isEqualTo(leads);
    }

    private static LdapEntry entry(List<String> lines) {
        try {
            return new LdapEntry(new Entry(lines.toArray(String[]::new)), new ExchangeSchema(DirectorySchema.EXCHANGE));
        } catch (LDIFException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
