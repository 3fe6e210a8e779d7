package org.stagepost.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.directory.Directory;
import org.stagepost.directory.DirectoryEntry;
import org.stagepost.directory.Redirection;
import org.stagepost.endpoint.DirectorySchema;
import org.stagepost.model.EmailAddress;

/** Whatever an address or a DN looks like, nothing but the entry it names is found or changed. */
class OnlyTheNamedEntryTest {
    private static final String HOSTILE = "*()\\\0,+=\"<>;#&|!~ \u00e4\u00df\u0130\u4f60\ud83d\ude00aA0.@-";
    private static final EmailAddress FORWARD = new EmailAddress("moved@new.contoso.test");

    private final MemoryDirectory memory = new MemoryDirectory();

    @AfterEach
    void close() {
        memory.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "*)(uid=*",
                "ann@contoso.test)(mail=*",
                "\0",
                "ann@contoso.test\0",
                "\\2a",
                "\\00",
                "\u0130@contoso.test",
                "\ud83d\ude00@contoso.test"
            })
    void filterMatchesTheTextAndNoPattern(String text) throws LDAPException {
        Entry same = new Entry("cn=same");
        same.addAttribute("proxyAddresses", "smtp:" + text);
        Entry other = new Entry("cn=other");
        other.addAttribute("proxyAddresses", "smtp:ann@contoso.test", "SMTP:bob@contoso.test");
        other.addAttribute("mail", "cyd@contoso.test");
        other.addAttribute("uid", "dan");

        Filter sent = Filter.create(
                new ExchangeSchema(DirectorySchema.EXCHANGE).having(text).toString());

        assertThat(sent.matchesEntry(same)).isTrue();
        assertThat(sent.matchesEntry(other)).isFalse();
    }

    @RepeatedTest(40)
    void forwardsExactlyTheNamedEntry(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        List<EmailAddress> addresses = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            EmailAddress address = address(random);
            if (!addresses.contains(address)) {
                addresses.add(address);
                names.add(memory.add(
                        text(random, 1 + random.nextInt(12)).replace("\0", "0") + i,
                        "msExchRecipientTypeDetails: 1",
                        "proxyAddresses: SMTP:" + address));
            }
        }
        int named = random.nextInt(addresses.size());

        try (Directory directory = memory.open()) {
            List<DirectoryEntry> found = directory.find(addresses.get(named));
            assertThat(found).extracting(DirectoryEntry::id).containsExactly(names.get(named));
            directory.change(found.get(0), new Redirection(FORWARD), new ListJournal());
        }

        assertThat(forwarded()).containsExactly(names.get(named));
    }

    private List<String> forwarded() {
        try {
            return memory
                    .server
                    .search(MemoryDirectory.BASE, SearchScope.SUB, Filter.createPresenceFilter("targetAddress"))
                    .getSearchEntries()
                    .stream()
                    .map(Entry::getDN)
                    .toList();
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Valid, and as near to a filter pattern as an address can be. */
    private static EmailAddress address(Random random) {
        while (true) {
            var address = EmailAddress.parse(text(random, 1 + random.nextInt(3)) + "@contoso.test");
            if (address.isPresent()) {
                return address.get();
            }
        }
    }

    private static String text(Random random, int length) {
        int[] points = HOSTILE.codePoints().toArray();
        return random.ints(length, 0, points.length)
                .map(i -> points[i])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
