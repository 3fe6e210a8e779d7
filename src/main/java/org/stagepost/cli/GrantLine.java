package org.stagepost.cli;

import java.util.Map;
import org.stagepost.endpoint.TokenGrant;

/** Where tokens come from; see {@link TokenGrant}. */
record GrantLine(
        String grant,
        String tokenUrl,
        String deviceUrl,
        String clientId,
        String clientSecret,
        String certificate,
        String key,
        String scope,
        String refreshToken) {
    static GrantLine of(TokenGrant grant) {
        return new GrantLine(
                SettingText.word(grant.kind()),
                grant.tokenUrl(),
                grant.deviceUrl(),
                grant.clientId(),
                String.valueOf(grant.clientSecret()),
                grant.certificateFile(),
                String.valueOf(grant.key()),
                grant.scope(),
                String.valueOf(grant.refreshToken()));
    }

    void addTo(Map<String, String> settings) {
        settings.put("login.oauth.grant", grant);
        settings.put("login.oauth.tokenUrl", tokenUrl);
        settings.put("login.oauth.deviceUrl", deviceUrl);
        settings.put("login.oauth.clientId", clientId);
        settings.put("login.oauth.clientSecret", SettingText.secret(clientSecret));
        settings.put("login.oauth.certificate", certificate);
        settings.put("login.oauth.key", SettingText.secret(key));
        settings.put("login.oauth.scope", scope);
        settings.put("login.oauth.refreshToken", SettingText.secret(refreshToken));
    }
}
