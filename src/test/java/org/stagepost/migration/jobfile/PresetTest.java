package org.stagepost.migration.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.endpoint.ImapQuirk;
import org.stagepost.endpoint.LoginAs;
import org.stagepost.endpoint.LoginStyle;
import org.stagepost.endpoint.TokenGrant;
import org.stagepost.testing.MemoryEndpoints;

class PresetTest {
    private static final long MB = 1024 * 1024;

    @Test
    void exchangeOnlineNeedsOnlyTheApplication() {
        Endpoint endpoint = read(Map.of(
                "preset", "exchange-online",
                "login.oauth.tenant", "contoso.test",
                "login.oauth.clientId", "client",
                "login.oauth.clientSecret", "env:SECRET"));

        assertThat(endpoint.address()).isEqualTo("imap://outlook.office365.com:993");
        assertThat(endpoint.preset()).isEqualTo("exchange-online");
        assertThat(endpoint.login().style()).isEqualTo(LoginStyle.TOKEN);
        assertThat(endpoint.quirks()).isEqualTo(Set.of(ImapQuirk.FLAGGED_AFTER_APPEND, ImapQuirk.FOLDERS_IGNORE_CASE));
        assertThat(endpoint.excludeFolders()).contains("Calendar/*");
        TokenGrant grant = endpoint.login().oauth().orElseThrow();
        assertThat(grant.tokenUrl()).isEqualTo("https://login.microsoftonline.com/contoso.test/oauth2/v2.0/token");
        assertThat(grant.scope()).isEqualTo("https://outlook.office365.com/.default");
    }

    @Test
    void gmailCountsWhatAMailboxMayMoveInADay() {
        Endpoint endpoint = read(Map.of("preset", "gmail"));

        assertThat(endpoint.limits().bytesDownPerDay()).isEqualTo(2300 * MB);
        assertThat(endpoint.limits().bytesUpPerDay()).isEqualTo(460 * MB);
        assertThat(endpoint.login().as()).isEqualTo(LoginAs.USER);
    }

    @Test
    void whatTheEndpointSaysBeatsThePreset() {
        Endpoint endpoint = read(Map.of(
                "preset", "gmail", "host", "proxy.example.test", "maxUploadPerDay", "1 GB", "excludeFolders", "[Old]"));

        assertThat(endpoint.host()).isEqualTo("proxy.example.test");
        assertThat(endpoint.limits().bytesUpPerDay()).isEqualTo(1024 * MB);
        assertThat(endpoint.excludeFolders()).containsExactly("Old");
    }

    @Test
    void anAdministratorReachesMailboxesAsItIsUsualThere() {
        Map<String, LoginStyle> styles = Map.of(
                "dovecot", LoginStyle.MASTER_USER,
                "cyrus", LoginStyle.AUTHZID,
                "zimbra", LoginStyle.AUTHZID,
                "exchange", LoginStyle.DOMAIN_ADMIN_USER);

        styles.forEach((preset, style) -> assertThat(read(Map.of(
                                "preset", preset,
                                "host", "mail.example.test",
                                "login.user", "root",
                                "login.password", "env:P"))
                        .login()
                        .style())
                .as(preset)
                .isEqualTo(style));
    }

    @Test
    void rowsWithTheirOwnLoginsAreUntouchedByIt() {
        Endpoint endpoint = read(Map.of("preset", "exchange", "host", "mail.example.test", "login.as", "user"));

        assertThat(endpoint.login().style()).isEqualTo(LoginStyle.PLAIN);
    }

    private static Endpoint read(Map<String, String> settings) {
        Map<String, String> named = new LinkedHashMap<>(settings);
        named.put("name", "mail");
        var read = new YamlJobFileReader(new MemoryEndpoints()).endpoint("endpoint create", named);
        assertThat(read.findings()).isEmpty();
        return read.value().orElseThrow();
    }
}
