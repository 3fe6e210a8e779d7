package org.stagepost.migration.jobfile;

import java.nio.file.Path;
import org.stagepost.credential.SecretReference;
import org.stagepost.endpoint.EndpointKind;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.LoginAs;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.MailboxNaming;
import org.stagepost.migration.input.Fault;

/** Reads an endpoint's {@code login}: who logs in, and how that login reaches a mailbox. */
final class LoginForm {
    private static final Shape<LoginAs> AS = Shape.word("a way to log in", LoginAs.class);
    private static final Shape<LoginStyle> STYLE = Shape.word("a login style", LoginStyle.class);
    private static final Shape<MailboxNaming> NAMING = Shape.word("a mailbox naming", MailboxNaming.class);

    private final EndpointKind kind;
    private final Path folder;

    /** @param folder where the path of a {@code file:} reference begins */
    LoginForm(EndpointKind kind, Path folder) {
        this.kind = kind;
        this.folder = folder;
    }

    /** The login of an endpoint that names none: each row's own, or nobody where there are no rows' logins. */
    Login absent() {
        return kind == EndpointKind.IMAP ? Login.perUser() : Login.anonymous();
    }

    Login read(YamlMap login) {
        boolean named = login.has("user") || login.has("password");
        LoginAs as = login.get("as", AS, named ? LoginAs.ADMIN : absent().as());
        checkAs(login, as);
        if (as == LoginAs.ADMIN) {
            login.requireKey("user", "write who logs in");
            login.requireKey("password", "write env:NAME or file:PATH");
        } else {
            login.refuse("user", "only an admin login has a user");
            login.refuse("password", "only an admin login has a password");
        }
        String user = login.get("user", Shapes.TEXT, "");
        SecretReference password = PasswordKey.read(login, folder);
        LoginStyle style = style(login, as);
        Login result = new Login(as, style, user, password, separator(login, style), naming(login));
        login.rejectUnknownKeys();
        return result;
    }

    private void checkAs(YamlMap login, LoginAs as) {
        LoginAs impossible = kind == EndpointKind.IMAP ? LoginAs.NOBODY : LoginAs.USER;
        if (as == impossible) {
            String possible = kind == EndpointKind.IMAP ? "admin or user" : "admin or nobody";
            login.fault(
                    "as",
                    new Fault(
                            "an endpoint of kind " + Shape.word(kind) + " cannot log in as " + Shape.word(as),
                            "write " + possible));
        }
    }

    private LoginStyle style(YamlMap login, LoginAs as) {
        boolean reachesOthers = kind == EndpointKind.IMAP && as == LoginAs.ADMIN;
        LoginStyle style = login.get("style", STYLE, reachesOthers ? LoginStyle.MASTER_USER : LoginStyle.PLAIN);
        if (reachesOthers && style == LoginStyle.PLAIN) {
            // Every row would open the administrator's own mailbox.
            login.fault("style", new Fault("a plain login opens no other mailbox", "write master-user or authzid"));
        }
        if (!reachesOthers && style != LoginStyle.PLAIN) {
            login.fault("style", new Fault("only an imap endpoint's admin login has one", "remove it"));
        }
        return style;
    }

    private String separator(YamlMap login, LoginStyle style) {
        if (style != LoginStyle.MASTER_USER) {
            login.refuse("separator", "only the style master-user has one");
        }
        return login.get("separator", Shapes.SEPARATOR, absent().separator());
    }

    private MailboxNaming naming(YamlMap login) {
        if (kind != EndpointKind.IMAP) {
            login.refuse("mailboxNaming", "only endpoints of kind imap have one");
        }
        return login.get("mailboxNaming", NAMING, absent().mailboxNaming());
    }
}
