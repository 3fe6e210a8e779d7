package org.stagepost.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.stagepost.credential.Secret;
import org.stagepost.directory.Directory;
import org.stagepost.directory.DirectoryEntry;
import org.stagepost.directory.Redirection;
import org.stagepost.endpoint.DirectorySchema;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.Security;
import org.stagepost.model.EmailAddress;
import org.stagepost.testing.RealServer;
import org.stagepost.testing.RequiresServer;

/**
 * Addresses and names made of what filters and DNs give a meaning to: only the named entry ever changes. How many:
 * {@code campaign.hostileNames}.
 */
@Tag("campaign")
@RequiresServer("slapd")
class HostileNamesSlapdTest {
    private static final int NAMES = Integer.getInteger("campaign.hostileNames", 2_000);
    private static final int ENTRIES = 200;
    private static final int AT_ONCE = 100;
    private static final String BASE = "ou=Migration,dc=ad,dc=example,dc=test";
    private static final String ADMIN = "cn=admin,dc=ad,dc=example,dc=test";
    private static final EmailAddress MOVED = new EmailAddress("moved@new.example.test");
    /** Of an address; what an address cannot have is only tried as text. */
    private static final String IN_ADDRESSES = "*=&|!{}~#+'$%/`ab0";

    private static final String IN_TEXTS = IN_ADDRESSES + "()\\\0<>,;\"@ \t\n.:u\u00e9\u202e";

    private final Random random = new Random(Long.getLong("campaign.seed", 20_261_130L));
    private final Map<EmailAddress, String> known = new HashMap<>();

    @Test
    void onlyTheNamedEntryChanges() throws LDAPException, IOException {
        try (RealServer slapd = RealServer.start("slapd", Map.of("USERS", "3", "SIZELIMIT", "5000", "NOSYNC", "yes"));
                LDAPConnection admin = new LDAPConnection("127.0.0.1", slapd.port(), ADMIN, "admin");
                Directory directory = open(slapd)) {
            seed(admin);
            Set<String> before = dump(admin);
            for (int tried = 0; tried < NAMES; tried += AT_ONCE) {
                ListJournal journal = new ListJournal();
                Set<String> named = new TreeSet<>();
                for (int i = 0; i < AT_ONCE; i++) {
                    named.addAll(forwarded(directory, journal));
                    lookFor(admin, text(IN_TEXTS, 1 + random.nextInt(24)));
                }
                assertThat(forwarded(admin)).isEqualTo(named);
                journal.intended.forEach(change -> directory.undo(change, new ListJournal()));
                assertThat(dump(admin)).isEqualTo(before);
            }
        }
        String line = "hostile names: " + NAMES + " addresses and as many texts; only the named entries changed";
        System.out.println(line);
        Files.writeString(
                Path.of("target/campaigns.txt"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** An address that is known, or one that is near to it. */
    private Set<String> forwarded(Directory directory, ListJournal journal) {
        List<EmailAddress> all = new ArrayList<>(known.keySet());
        EmailAddress address = random.nextBoolean() ? all.get(random.nextInt(all.size())) : address();
        List<DirectoryEntry> found = directory.find(address);
        assertThat(found)
                .as(address.value())
                .extracting(DirectoryEntry::id)
                .isEqualTo(known.containsKey(address) ? List.of(known.get(address)) : List.of());
        found.forEach(entry -> directory.change(entry, new Redirection(MOVED), journal));
        return found.stream().map(DirectoryEntry::id).collect(Collectors.toSet());
    }

    private static void lookFor(LDAPConnection admin, String text) throws LDAPException {
        Filter filter = new ExchangeSchema(DirectorySchema.EXCHANGE).having(text);
        assertThat(admin.search(BASE, SearchScope.SUB, filter).getSearchEntries())
                .as(text)
                .isEmpty();
    }

    private void seed(LDAPConnection admin) throws LDAPException {
        while (known.size() < ENTRIES) {
            EmailAddress address = address();
            if (known.containsKey(address)) {
                continue;
            }
            Entry entry = new Entry("cn=placeholder," + BASE);
            String cn = text(IN_TEXTS.replace("\0", ""), 1 + random.nextInt(12)) + "x" + known.size();
            entry.setDN(new RDN("cn", cn) + "," + BASE);
            entry.addAttribute("objectClass", "inetOrgPerson", "benchMailRecipient");
            entry.addAttribute("cn", cn);
            entry.addAttribute("sn", "x");
            entry.addAttribute("mail", address.value());
            entry.addAttribute("proxyAddresses", "SMTP:" + address.value());
            entry.addAttribute("msExchRecipientTypeDetails", "1");
            admin.add(entry);
            known.put(address, nameOf(admin, address));
        }
    }

    /** As the server writes it. */
    private static String nameOf(LDAPConnection admin, EmailAddress address) throws LDAPException {
        return admin.search(BASE, SearchScope.SUB, Filter.createEqualityFilter("mail", address.value()))
                .getSearchEntries()
                .get(0)
                .getDN();
    }

    private static Set<String> forwarded(LDAPConnection admin) throws LDAPException {
        return admin
                .search(BASE, SearchScope.SUB, Filter.createPresenceFilter("targetAddress"))
                .getSearchEntries()
                .stream()
                .map(Entry::getDN)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> dump(LDAPConnection admin) throws LDAPException {
        return admin
                .search(BASE, SearchScope.SUB, Filter.createPresenceFilter("objectClass"))
                .getSearchEntries()
                .stream()
                .map(entry -> entry.toLDIFString().lines().sorted().collect(Collectors.joining("\n")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private EmailAddress address() {
        while (true) {
            var address = EmailAddress.parse(text(IN_ADDRESSES, 1 + random.nextInt(4)) + "@contoso.test");
            if (address.isPresent()) {
                return address.get();
            }
        }
    }

    private String text(String alphabet, int length) {
        int[] points = alphabet.codePoints().toArray();
        return random.ints(length, 0, points.length)
                .map(i -> points[i])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Directory open(RealServer slapd) {
        var protection = new MemoryDirectory.Protection("127.0.0.1", Security.NONE, "");
        Endpoint endpoint = MemoryDirectory.endpoint(slapd.port(), BASE, protection, ADMIN);
        return new LdapDirectoryConnector().open(endpoint, Secret.of("admin"));
    }
}
