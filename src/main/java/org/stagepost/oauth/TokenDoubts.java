package org.stagepost.oauth;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.stagepost.endpoint.TokenGrant;

/** Why a server refuses a token, as far as the token itself tells: servers say no more than that they do. Pure. */
final class TokenDoubts {
    /** @param remedy a sentence for an administrator */
    record Doubt(String cause, String remedy) {
        @Override
        public String toString() {
            return cause + "; " + remedy;
        }
    }

    private static final String RESOURCE_END = "/.default";
    private static final Set<String> GRAPH =
            Set.of("https://graph.microsoft.com", "00000003-0000-0000-c000-000000000000");
    private static final Set<String> EXCHANGE = Set.of(
            "https://outlook.office365.com", "https://outlook.office.com", "00000002-0000-0ff1-ce00-000000000000");
    private static final Set<String> ROLES = Set.of("imap.accessasapp", "smtp.sendasapp", "pop.accessasapp");
    private static final Set<String> SCOPES = Set.of("imap.accessasuser.all", "smtp.send", "pop.accessasuser.all");

    private TokenDoubts() {}

    /** What makes a token useless for every mailbox. */
    static Optional<Doubt> ofToken(TokenGrant grant, TokenClaims claims, Instant now) {
        return expiry(claims, now).or(() -> audience(grant, claims)).or(() -> permission(claims));
    }

    /**
     * What most likely kept a token from opening this mailbox.
     *
     * @param claims empty when the token cannot be read
     * @param opensOthers some mailbox could be opened with a token of this grant
     */
    static Doubt ofMailbox(
            TokenGrant grant, Optional<TokenClaims> claims, String mailbox, boolean opensOthers, Instant now) {
        return claims.flatMap(known -> ofToken(grant, known, now).or(() -> otherUser(known, mailbox)))
                .orElseGet(() -> opensOthers ? notGranted(grant) : unexplained(grant, claims));
    }

    private static Doubt notGranted(TokenGrant grant) {
        return new Doubt(
                "other mailboxes were opened with such a token: this one does not exist, or is not granted to "
                        + grant.application(),
                "check the address, grant the mailbox (Exchange Online: Add-MailboxPermission for the service"
                        + " principal), and see whether IMAP is on for it");
    }

    private static Optional<Doubt> expiry(TokenClaims claims, Instant now) {
        return claims.expires()
                .filter(end -> !now.isBefore(end))
                .map(end -> new Doubt(
                        "the token has expired: it was valid until " + end,
                        "compare the clocks of this machine and of the token server, now " + now + " here"));
    }

    private static Optional<Doubt> audience(TokenGrant grant, TokenClaims claims) {
        List<String> audience =
                claims.audience().stream().map(TokenDoubts::withoutSlash).toList();
        String remedy = "for Exchange Online set scope to https://outlook.office365.com/.default";
        if (audience.stream().anyMatch(GRAPH::contains) && audience.stream().noneMatch(EXCHANGE::contains)) {
            return Optional.of(
                    new Doubt("the token is for another audience, Microsoft Graph, which opens no mailbox", remedy));
        }
        String scope = grant.scope();
        if (!scope.startsWith("https://") || !scope.endsWith(RESOURCE_END)) {
            return Optional.empty();
        }
        String wanted = withoutSlash(scope.substring(0, scope.length() - RESOURCE_END.length()));
        boolean comparable = !audience.isEmpty() && audience.stream().allMatch(some -> some.startsWith("https://"));
        boolean alike = EXCHANGE.contains(wanted) && audience.stream().anyMatch(EXCHANGE::contains);
        return comparable && !alike && !audience.contains(wanted)
                ? Optional.of(new Doubt(
                        "the token is for another audience: " + TokenClaims.listed(audience) + " instead of " + wanted,
                        remedy))
                : Optional.empty();
    }

    /** Only of Exchange Online it is known what it wants. */
    private static Optional<Doubt> permission(TokenClaims claims) {
        if (claims.audience().stream().map(TokenDoubts::withoutSlash).noneMatch(EXCHANGE::contains)) {
            return Optional.empty();
        }
        if (claims.scopes().isEmpty()) {
            return hasOne(claims.roles(), ROLES)
                    ? Optional.empty()
                    : Optional.of(new Doubt(
                            "the application has no role that opens mailboxes; its roles: "
                                    + TokenClaims.listed(claims.roles()),
                            "add the application permission IMAP.AccessAsApp of Office 365 Exchange Online and grant"
                                    + " admin consent"));
        }
        return hasOne(claims.scopes(), SCOPES)
                ? Optional.empty()
                : Optional.of(new Doubt(
                        "the sign-in does not cover IMAP; its scopes: " + TokenClaims.listed(claims.scopes()),
                        "add https://outlook.office.com/IMAP.AccessAsUser.All to scope and sign in again"));
    }

    private static Optional<Doubt> otherUser(TokenClaims claims, String mailbox) {
        boolean same = claims.user().isEmpty() || localPart(claims.user()).equalsIgnoreCase(localPart(mailbox));
        return same
                ? Optional.empty()
                : Optional.of(new Doubt(
                        "the token is that of " + claims.user() + ", not of " + mailbox,
                        "give " + claims.user() + " full access to the mailbox, or use an application's own token"));
    }

    private static Doubt unexplained(TokenGrant grant, Optional<TokenClaims> claims) {
        String issuer = claims.map(TokenClaims::issuer)
                .filter(name -> !name.isEmpty())
                .map(name -> " (" + name + ")")
                .orElse("");
        return new Doubt(
                "no mailbox was opened with this token yet, and nothing in it tells why: the server does not trust its"
                        + " issuer" + issuer + " or its signature, or the mailbox does not exist or is not granted to "
                        + grant.application(),
                "check that tokenUrl is that of the mail server's own organisation, and try another mailbox");
    }

    private static boolean hasOne(List<String> names, Set<String> wanted) {
        return names.stream()
                .map(name -> name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT))
                .anyMatch(wanted::contains);
    }

    private static String localPart(String name) {
        int at = name.indexOf('@');
        return at < 0 ? name : name.substring(0, at);
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
