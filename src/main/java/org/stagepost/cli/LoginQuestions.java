package org.stagepost.cli;

import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks who logs in at an IMAP server. Secrets are only marked as to be asked for. */
final class LoginQuestions {
    private static final List<String> STYLES =
            List.of("master-user", "authzid", "domain-admin-user", "mirapoint", "proxyauth", "kerio");
    private static final String ASK_LATER = "prompt";

    private final Questions questions;
    private final EndpointResult result;
    private final EndpointRole role;
    private String administrator = "";

    LoginQuestions(Questions questions, EndpointResult result, EndpointRole role) {
        this.questions = questions;
        this.result = result;
        this.role = role;
    }

    /** @param preset of the server; empty for none. @return settings by the keys of a job file */
    Map<String, String> ask(String preset) {
        return switch (who(preset)) {
            case "user" -> Map.of("login.as", "user");
            case "token" -> token(preset);
            default -> administrator(preset);
        };
    }

    private String who(String preset) {
        List<String> words = new ArrayList<>();
        if (preset.equals("exchange-online")) {
            words.add("token");
        } else {
            if (role.allowsRowsToLogIn()) {
                words.add("user");
            }
            words.add(preset.equals("gmail") ? "token" : "admin");
        }
        boolean rows = role.allowsRowsToLogIn() && role.hasRowsThatLogIn();
        String last = words.get(words.size() - 1);
        String usual = rows ? words.get(0) : last;
        while (true) {
            String who = words.size() == 1 ? last : questions.choice(question(last), words, usual);
            if (!who.equals("user") || rows) {
                return who;
            }
            result.say("no row of the CSV brings a login for that: see 'csv check'");
        }
    }

    private static String question(String other) {
        String one =
                other.equals("token") ? "a service account for all mailboxes" : "an administrator for all mailboxes";
        return "Who logs in? user: each user with the password of the row; " + other + ": " + one;
    }

    /** A preset knows how its system's administrators open mailboxes. */
    private Map<String, String> administrator(String preset) {
        Map<String, String> login = new LinkedHashMap<>();
        login.put("login.as", "admin");
        String style = preset.isEmpty() ? questions.choice("How it opens mailboxes", STYLES, "master-user") : "";
        if (!style.isEmpty()) {
            login.put("login.style", style);
        }
        if (!style.equals("kerio")) { // it has a master password without a name
            administrator = questions.text("User name of the administrator", administrator);
            login.put("login.user", administrator);
        }
        login.put("login.password", ASK_LATER);
        return login;
    }

    private Map<String, String> token(String preset) {
        Map<String, String> login = new LinkedHashMap<>();
        login.put("login.as", "admin");
        if (preset.equals("gmail")) {
            String file = questions.text("JSON key file of the service account", "", LoginQuestions::fileFault);
            login.put("login.oauth.key", EndpointSetting.read("login.oauth.key", "file:" + file));
            return login;
        }
        login.put(
                "login.oauth.tenant",
                questions.text("Tenant, such as contoso.onmicrosoft.com", "", LoginQuestions::tenantFault));
        login.put("login.oauth.clientId", questions.text("Client id of the application", ""));
        login.put("login.oauth.clientSecret", ASK_LATER);
        return login;
    }

    private static Optional<String> tenantFault(String answer) {
        return answer.matches("[A-Za-z0-9.-]{1,253}")
                ? Optional.empty()
                : Optional.of("'" + answer + "' is not a tenant: write the directory's id or one of its domains");
    }

    private static Optional<String> fileFault(String answer) {
        return new File(answer).canRead()
                ? Optional.empty()
                : Optional.of("there is no file '" + answer + "' that can be read");
    }
}
