package org.stagepost.sandbox;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.schema.Schema;
import com.unboundid.ldif.LDIFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.stagepost.model.EmailAddress;

/** An LDAP server in memory with two directories: the old one full of mailboxes, the new one of mail-enabled users. */
final class SandboxDirectory implements AutoCloseable {
    static final String OLD_BASE = "dc=old,dc=contoso,dc=test";
    static final String NEW_BASE = "dc=new,dc=contoso,dc=test";
    static final String ADMINISTRATOR = "cn=stagepost";
    private static final String TYPE = "msExchRecipientTypeDetails";
    private static final String USER_MAILBOX = "1";
    private static final String MAIL_USER = "128";

    private final InMemoryDirectoryServer server;

    private SandboxDirectory(InMemoryDirectoryServer server) {
        this.server = server;
    }

    static SandboxDirectory start(String password) {
        try {
            var config = new InMemoryDirectoryServerConfig(OLD_BASE, NEW_BASE);
            config.setSchema(schema());
            config.addAdditionalBindCredentials(ADMINISTRATOR, password);
            config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig(
                    "sandbox", InetAddress.getByName(Loopback.ADDRESS), 0, null));
            var directory = new SandboxDirectory(new InMemoryDirectoryServer(config));
            directory.fill();
            directory.server.startListening();
            return directory;
        } catch (LDAPException | LDIFException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Schema schema() throws IOException, LDIFException {
        try (InputStream in = SandboxDirectory.class.getResourceAsStream("exchange.ldif")) {
            if (in == null) {
                throw new IOException("exchange.ldif is missing in the jar");
            }
            return Schema.mergeSchemas(defaults(), Schema.getSchema(in));
        }
    }

    private static Schema defaults() {
        try {
            return Schema.getDefaultStandardSchema();
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    private void fill() throws LDAPException {
        for (String base : List.of(OLD_BASE, NEW_BASE)) {
            server.add(base, new Attribute("objectClass", "domain"));
        }
        for (SandboxPerson person : SandboxPerson.all()) {
            server.add(oldEntry(person));
            if (!person.equals(SandboxPerson.withoutMailUser())) {
                server.add(newEntry(person));
            }
        }
    }

    private static Entry oldEntry(SandboxPerson person) {
        Entry entry = entry(person, OLD_BASE);
        entry.addAttribute("proxyAddresses", "smtp:" + person.at(SandboxPerson.OLD_DOMAIN));
        entry.addAttribute(TYPE, USER_MAILBOX);
        entry.addAttribute("msExchRecipientDisplayType", "1073741824");
        return entry;
    }

    private static Entry newEntry(SandboxPerson person) {
        Entry entry = entry(person, NEW_BASE);
        entry.addAttribute("proxyAddresses", "smtp:" + person.at(SandboxPerson.NEW_DOMAIN));
        entry.addAttribute("targetAddress", "SMTP:" + person.at(SandboxPerson.OLD_DOMAIN));
        entry.addAttribute(TYPE, MAIL_USER);
        entry.addAttribute("msExchRecipientDisplayType", "6");
        return entry;
    }

    private static Entry entry(SandboxPerson person, String base) {
        Entry entry = new Entry(dn(person.localPart(), base));
        entry.addAttribute("objectClass", "inetOrgPerson", "sandboxMailRecipient");
        entry.addAttribute("uid", person.localPart());
        entry.addAttribute("cn", person.name());
        entry.addAttribute("sn", person.name().substring(person.name().indexOf(' ') + 1));
        entry.addAttribute("mail", person.address().value());
        entry.addAttribute("proxyAddresses", "SMTP:" + person.address());
        return entry;
    }

    private static DN dn(String localPart, String base) {
        try {
            return new DN(new RDN("uid", localPart), new DN(base));
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return server.getListenPort();
    }

    /** Whether the new directory has a mailbox for the address by now. */
    boolean isMailbox(EmailAddress address) {
        return value(NEW_BASE, address, TYPE).filter(USER_MAILBOX::equals).isPresent();
    }

    /** Where the old directory forwards the person's mail. */
    Optional<String> forwarding(EmailAddress address) {
        return value(OLD_BASE, address, "targetAddress");
    }

    private Optional<String> value(String base, EmailAddress address, String attribute) {
        try {
            return Optional.ofNullable(
                            server.getEntry(dn(address.localPart(), base).toString()))
                    .map(entry -> entry.getAttributeValue(attribute));
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.shutDown(true);
    }
}
