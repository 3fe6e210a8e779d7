package org.stagepost.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stagepost.endpoint.Login;
import org.stagepost.endpoint.LoginAs;
import org.stagepost.endpoint.Mechanism;

/** Who logs in; see {@link Login}. */
record LoginLine(
        String as,
        String user,
        String password,
        String style,
        String mechanism,
        String separator,
        String mailboxNaming,
        @Nullable GrantLine oauth) {
    static LoginLine of(Login login) {
        return new LoginLine(
                SettingText.word(login.as()),
                login.user(),
                String.valueOf(login.password()),
                SettingText.word(login.style()),
                SettingText.word(login.mechanism()),
                login.style().hasSeparator() ? login.separator() : "",
                SettingText.word(login.mailboxNaming()),
                login.oauth().map(GrantLine::of).orElse(null));
    }

    void addTo(Map<String, String> settings) {
        settings.put("login.as", as);
        settings.put("login.mechanism", mechanism.equals(SettingText.word(Mechanism.AUTO)) ? "" : mechanism);
        if (!as.equals(SettingText.word(LoginAs.ADMIN))) {
            return;
        }
        settings.put("login.user", user);
        settings.put("login.password", SettingText.secret(password));
        settings.put("login.style", style);
        settings.put("login.separator", separator);
        settings.put("login.mailboxNaming", mailboxNaming);
        if (oauth != null) {
            oauth.addTo(settings);
        }
    }
}
