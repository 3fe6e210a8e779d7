package org.stagepost.imap.wire.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stagepost.credential.Secret;

/** The exchange of RFC 7677 §3, and servers that deviate from it. */
class ScramExchangeTest {
    private static final String NONCE = "rOprNGfwEbeRWgbNEkqO";
    private static final String WHOLE_NONCE = NONCE + "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private static final String CHALLENGE = "r=" + WHOLE_NONCE + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
    private static final String SIGNED = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

    private final ScramExchange exchange = new ScramExchange("", "user", Secret.of("pencil"), NONCE);

    private String answer(String challenge) throws SaslViolation {
        return new String(exchange.answer(challenge.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private static String beginning(ScramExchange exchange) {
        return new String(exchange.beginning().orElseThrow(), StandardCharsets.UTF_8);
    }

    @Test
    void saysWhatTheStandardSays() throws SaslViolation {
        assertThat(beginning(exchange)).isEqualTo("n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
        assertThat(answer(CHALLENGE))
                .isEqualTo("c=biws,r=" + WHOLE_NONCE + ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        assertThat(answer(SIGNED)).isEmpty();
        assertThatCode(exchange::accepted).doesNotThrowAnyException();
    }

    @Test
    void namesTheMailboxAndEscapesNames() throws SaslViolation {
        ScramExchange authorized = new ScramExchange("a,n=n", "ro=ot", Secret.of("pencil"), NONCE);

        assertThat(beginning(authorized)).isEqualTo("n,a=a=2Cn=3Dn,n=ro=3Dot,r=" + NONCE);
        // the base64 of "n,a=a=2Cn=3Dn,"
        assertThat(new String(authorized.answer(CHALLENGE.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8))
                .startsWith("c=bixhPWE9MkNuPTNEbiw=,r=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rubbish",
                "r=somebody-else,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                // our nonce and nothing of the server's: a replay would go unnoticed
                "r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                "r=rOprNGfwEbeRWgbNEkqO+,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4095",
                "r=rOprNGfwEbeRWgbNEkqO+,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1000001",
                "r=rOprNGfwEbeRWgbNEkqO+,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=999999999",
                "r=rOprNGfwEbeRWgbNEkqO+,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=99999999999999999999",
                "r=rOprNGfwEbeRWgbNEkqO+,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=-1",
                "r=rOprNGfwEbeRWgbNEkqO+,s=,i=4096",
                "r=rOprNGfwEbeRWgbNEkqO+,s=W22=aJ0,i=4096",
                "r=rOprNGfwEbeRWgbNEkqO+,i=4096",
                "m=must,r=rOprNGfwEbeRWgbNEkqO+,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                "r=rOprNGfwEbeRWgbNEkqO+\u00e4,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"
            })
    void saysNothingToAnOddChallenge(String challenge) {
        SaslViolation violation = catchThrowableOfType(SaslViolation.class, () -> answer(challenge));

        assertThat(violation).isNotNull();
        assertThat(violation.isImpostor()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G5=",
                "v=",
                "",
                "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
                "x=1,v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="
            })
    void trustsNobodyWithoutTheRightSignature(String last) throws SaslViolation {
        answer(CHALLENGE);

        SaslViolation violation = catchThrowableOfType(SaslViolation.class, () -> answer(last));

        assertThat(violation).isNotNull();
        assertThat(violation.isImpostor()).isTrue();
    }

    @Test
    void trustsNobodyWhoLetsInWithoutASignature() throws SaslViolation {
        answer(CHALLENGE);

        SaslViolation violation = catchThrowableOfType(SaslViolation.class, exchange::accepted);

        assertThat(violation).isNotNull();
        assertThat(violation.isImpostor()).isTrue();
    }

    @Test
    void answersAnErrorAndKeepsItsWords() throws SaslViolation {
        answer(CHALLENGE);

        assertThat(answer("e=invalid-proof")).isEmpty();
        assertThat(exchange.refusal()).isEqualTo("invalid-proof");
        assertThat(catchThrowableOfType(SaslViolation.class, exchange::accepted))
                .isNotNull();
        assertThat(catchThrowableOfType(SaslViolation.class, () -> answer(SIGNED)))
                .isNotNull();
    }

    @Test
    void saysNothingToAThirdChallenge() throws SaslViolation {
        answer(CHALLENGE);
        answer(SIGNED);

        assertThat(catchThrowableOfType(SaslViolation.class, () -> answer(SIGNED)))
                .isNotNull();
    }
}
