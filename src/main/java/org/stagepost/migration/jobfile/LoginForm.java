package org.stagepost.migration.jobfile;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stagepost.credential.SecretReference;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.LoginAs;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.MailboxNaming;
import org.stagepost.endpoint.Mechanism;
import org.stagepost.endpoint.TokenGrant;
import org.stagepost.migration.input.Fault;

/** Reads an endpoint's {@code login}: who logs in, and how that login reaches a mailbox. */
final class LoginForm {
    private static final Shape<LoginAs> AS = Shape.word("a way to log in", LoginAs.class);
    private static final Shape<LoginStyle> STYLE = Shape.word("a login style", LoginStyle.class);
    private static final Shape<Mechanism> MECHANISM = Shape.word("a mechanism", Mechanism.class);
    private static final Map<EndpointKind, Set<Mechanism>> POSSIBLE = Map.of(
            EndpointKind.IMAP,
            Set.of(
                    Mechanism.AUTO,
                    Mechanism.PLAIN,
                    Mechanism.LOGIN,
                    Mechanism.SCRAM_SHA_256,
                    Mechanism.XOAUTH2,
                    Mechanism.OAUTHBEARER),
            EndpointKind.LDAP,
            Set.of(Mechanism.AUTO, Mechanism.PLAIN, Mechanism.SCRAM_SHA_256, Mechanism.EXTERNAL),
            EndpointKind.SIEVE,
            Set.of(Mechanism.AUTO, Mechanism.PLAIN),
            EndpointKind.SMTP,
            Set.of(Mechanism.AUTO, Mechanism.PLAIN, Mechanism.LOGIN, Mechanism.XOAUTH2));
    private static final String REACHING = "master-user, authzid, domain-admin-user, mirapoint, proxyauth or kerio";
    private static final Shape<MailboxNaming> NAMING = Shape.word("a mailbox naming", MailboxNaming.class);

    private final EndpointKind kind;
    private final Optional<Preset> preset;
    private final Path folder;

    /** @param folder where the path of a {@code file:} reference begins */
    LoginForm(EndpointKind kind, Optional<Preset> preset, Path folder) {
        this.kind = kind;
        this.preset = preset;
        this.folder = folder;
    }

    /** The login of an endpoint that names none: each row's own, or nobody where there are no rows' logins. */
    Login absent() {
        return belongsToUsers() ? Login.perUser() : Login.anonymous();
    }

    Login read(YamlMap login) {
        preset.ifPresent(known -> known.completeLogin(login));
        Optional<TokenGrant> oauth = login.map("oauth").flatMap(this::oauth);
        boolean named = login.has("user") || login.has("password") || login.has("oauth");
        LoginAs as = login.get("as", AS, named ? LoginAs.ADMIN : absent().as());
        checkAs(login, as);
        Mechanism mechanism = mechanism(login, as);
        LoginStyle style = style(login, as);
        checkWho(login, as, style, mechanism);
        String user = login.get("user", Shapes.TEXT, "");
        SecretReference password = SecretKey.read(login, "password", folder);
        Login result = new Login(as, style, mechanism, user, password, separator(login, style), naming(login), oauth);
        login.rejectUnknownKeys();
        return result;
    }

    private Optional<TokenGrant> oauth(YamlMap group) {
        preset.ifPresent(known -> known.completeOauth(group));
        return new OauthForm(group, folder).read();
    }

    private void checkWho(YamlMap login, LoginAs as, LoginStyle style, Mechanism mechanism) {
        if (as != LoginAs.ADMIN) {
            for (String key : new String[] {"user", "password", "oauth"}) {
                login.refuse(key, "only an admin login has one");
            }
            return;
        }
        if (style == LoginStyle.TOKEN) {
            login.refuse("user", "a token opens the mailbox that it is sent with");
        } else if (style == LoginStyle.KERIO) {
            login.refuse("user", "the master password is nobody's");
            if (mechanism != Mechanism.AUTO) {
                login.refuse("mechanism", "the style kerio has a way of its own");
            }
        } else if (mechanism != Mechanism.EXTERNAL) {
            login.requireKey("user", "write who logs in");
        }
        if (login.has("oauth")) {
            login.refuse("password", "a token stands for it");
        } else if (mechanism.takesToken()) {
            login.requireKey("oauth", "a token has to come from somewhere");
        } else if (mechanism == Mechanism.EXTERNAL) {
            login.refuse("password", "a certificate stands for it");
        } else {
            login.requireKey("password", "write env:NAME or file:PATH");
        }
    }

    private Mechanism mechanism(YamlMap login, LoginAs as) {
        Mechanism mechanism = login.get("mechanism", MECHANISM, Mechanism.AUTO);
        if (as == LoginAs.NOBODY) {
            login.refuse("mechanism", "nobody logs in");
        } else if (login.has("oauth") && mechanism != Mechanism.AUTO && !mechanism.takesToken()) {
            login.fault("mechanism", new Fault("carries no token", "write xoauth2 or oauthbearer, or remove it"));
        } else if (!POSSIBLE.getOrDefault(kind, Set.of()).contains(mechanism)) {
            login.fault(
                    "mechanism",
                    new Fault("no endpoint of kind " + Shape.word(kind) + " logs in like this", "choose another"));
        } else if (as == LoginAs.USER && mechanism.takesToken()) {
            login.fault("mechanism", new Fault("rows have passwords, no tokens", "use an admin login with oauth"));
        }
        return mechanism;
    }

    private void checkAs(YamlMap login, LoginAs as) {
        LoginAs impossible = belongsToUsers() ? LoginAs.NOBODY : LoginAs.USER;
        if (as == impossible) {
            String possible = belongsToUsers() ? "admin or user" : "admin or nobody";
            login.fault(
                    "as",
                    new Fault(
                            "an endpoint of kind " + Shape.word(kind) + " cannot log in as " + Shape.word(as),
                            "write " + possible));
        }
    }

    /** What is behind the login is a user's own. */
    private boolean belongsToUsers() {
        return kind == EndpointKind.IMAP || kind == EndpointKind.SIEVE;
    }

    private LoginStyle style(YamlMap login, LoginAs as) {
        boolean reachesOthers = belongsToUsers() && as == LoginAs.ADMIN;
        LoginStyle usual = login.has("oauth") ? LoginStyle.TOKEN : LoginStyle.MASTER_USER;
        LoginStyle style = login.get("style", STYLE, reachesOthers ? usual : LoginStyle.PLAIN);
        if (reachesOthers && style == LoginStyle.PLAIN) {
            // Every row would open the administrator's own mailbox.
            login.fault("style", new Fault("a plain login opens no other mailbox", "write " + REACHING));
        }
        if (!reachesOthers && style != LoginStyle.PLAIN) {
            login.fault("style", new Fault("only the admin login of an imap or sieve endpoint has one", "remove it"));
        }
        if (kind == EndpointKind.SIEVE && !style.isUserName()) {
            login.fault("style", new Fault("no Sieve server takes it", "write master-user or authzid"));
        }
        if (reachesOthers && (style == LoginStyle.TOKEN) != login.has("oauth")) {
            login.fault(
                    "style",
                    login.has("oauth")
                            ? new Fault("a token reaches mailboxes by itself", "remove style")
                            : new Fault("a token has to come from somewhere", "write oauth"));
        }
        return style;
    }

    private String separator(YamlMap login, LoginStyle style) {
        if (!style.hasSeparator()) {
            login.refuse("separator", "only the styles master-user and domain-admin-user have one");
        }
        return login.get("separator", Shapes.SEPARATOR, style.defaultSeparator());
    }

    private MailboxNaming naming(YamlMap login) {
        if (!belongsToUsers()) {
            login.refuse("mailboxNaming", "only endpoints of kind imap or sieve have one");
        }
        return login.get("mailboxNaming", NAMING, absent().mailboxNaming());
    }
}
