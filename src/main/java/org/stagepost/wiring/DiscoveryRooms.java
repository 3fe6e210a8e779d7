package org.stagepost.wiring;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.stagepost.credential.Secret;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretResolver;
import org.stagepost.credential.SecretStore;
import org.stagepost.credential.local.ReferenceResolver;
import org.stagepost.discovery.Discovery;
import org.stagepost.discovery.DiscoveryBounds;
import org.stagepost.discovery.DiscoveryLogin;
import org.stagepost.discovery.DiscoverySettings;
import org.stagepost.discovery.DomainLook;
import org.stagepost.discovery.Names;
import org.stagepost.discovery.dns.DnsLook;
import org.stagepost.discovery.dns.DnsNames;
import org.stagepost.discovery.http.Dialer;
import org.stagepost.discovery.http.WebSearches;

/** The room that finds servers; it needs no other, and no home folder. */
final class DiscoveryRooms {
    private DiscoveryRooms() {}

    static Discovery open(DiscoverySettings settings, Map<String, String> environment) {
        Names names = settings.dnsAddress().map(DnsNames::at).orElseGet(DnsNames::ofMachine);
        return new WebSearches(names, Dialer.direct(), DiscoveryBounds.DEFAULT)
                .discovery(settings, login(settings, environment));
    }

    static DomainLook look(DiscoverySettings settings) {
        return settings.dnsAddress().map(DnsLook::at).orElseGet(DnsLook::ofMachine);
    }

    private static DiscoveryLogin login(DiscoverySettings settings, Map<String, String> environment) {
        if (settings.loginUser().isEmpty()) {
            return DiscoveryLogin.NOBODY;
        }
        SecretResolver secrets =
                new ReferenceResolver(environment, Path.of(""), new ConsolePrompt(), new NothingStored());
        return new DiscoveryLogin(
                settings.loginUser(),
                secrets.resolve(SecretReference.parse(settings.passwordFrom()), "password of " + settings.loginUser()));
    }

    /** Without a home folder no secret is stored. */
    private static final class NothingStored implements SecretStore {
        @Override
        public Optional<Secret> find(String name) {
            return Optional.empty();
        }

        @Override
        public void put(String name, Secret secret) {
            throw new UnsupportedOperationException("there is no home folder");
        }

        @Override
        public void remove(String name) {
            throw new UnsupportedOperationException("there is no home folder");
        }
    }
}
