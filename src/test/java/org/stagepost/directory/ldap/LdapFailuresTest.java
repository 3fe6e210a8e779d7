package org.stagepost.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.security.cert.CertificateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stagepost.credential.Secret;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;

class LdapFailuresTest {
    private static final Secret NONE = Secret.of("");

    private final LdapFailures failures = new LdapFailures(MemoryDirectory.endpoint(389, "dc=x"));

    @ParameterizedTest
    @CsvSource(textBlock = """
                    # result, at the endpoint       , at a change
                    51      , DIRECTORY_UNREACHABLE , DIRECTORY_UNREACHABLE
                    52      , DIRECTORY_UNREACHABLE , DIRECTORY_UNREACHABLE
                    81      , DIRECTORY_UNREACHABLE , DIRECTORY_UNREACHABLE
                    85      , DIRECTORY_UNREACHABLE , DIRECTORY_UNREACHABLE
                    91      , DIRECTORY_UNREACHABLE , DIRECTORY_UNREACHABLE
                    2       , ENDPOINT_REFUSED      , DIRECTORY_REFUSED
                    8       , ENDPOINT_REFUSED      , DIRECTORY_REFUSED
                    10      , ENDPOINT_REFUSED      , DIRECTORY_REFUSED
                    19      , ENDPOINT_REFUSED      , DIRECTORY_REFUSED
                    32      , ENDPOINT_REFUSED      , DIRECTORY_REFUSED
                    48      , ENDPOINT_REFUSED      , DIRECTORY_REFUSED
                    49      , ENDPOINT_REFUSED      , DIRECTORY_REFUSED
                    50      , ENDPOINT_REFUSED      , DIRECTORY_REFUSED
                    53      , ENDPOINT_REFUSED      , DIRECTORY_REFUSED
                    """)
    void saysWhetherTheServerIsAwayOrRefuses(int result, FailureCode atEndpoint, FailureCode atChange) {
        LDAPException e = new LDAPException(ResultCode.valueOf(result), "said");

        assertThat(failures.ofEndpoint(e, NONE).code()).isEqualTo(atEndpoint);
        assertThat(failures.ofChange("cn=x", e, NONE).code()).isEqualTo(atChange);
    }

    @Test
    void certificateIsNoNetworkFault() {
        LDAPException e =
                new LDAPException(ResultCode.CONNECT_ERROR, "said", new RuntimeException(new CertificateException()));

        assertThat(failures.ofEndpoint(e, NONE).code()).isEqualTo(FailureCode.ENDPOINT_NOT_TRUSTED);
    }

    @Test
    void wordsStayOnOneLineAndHoldNoPassword() {
        LDAPException e = new LDAPException(
                ResultCode.CONSTRAINT_VIOLATION, "password hunter2-canary\r\nis in\u001b[2J the dictionary");

        MigrationException failure = failures.ofChange("cn=x", e, Secret.of("hunter2-canary"));

        assertThat(failure.detail())
                .contains("cn=x", "password *** is in [2J the dictionary", "LDAP 19")
                .doesNotContain("hunter2-canary");
        assertThat(failure.getCause()).isNull();
    }
}
