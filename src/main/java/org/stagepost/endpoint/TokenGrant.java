package org.stagepost.endpoint;

import org.stagepost.credential.SecretReference;

/**
 * Where access tokens come from (OAuth 2.0, RFC 6749).
 *
 * @param tokenUrl the token endpoint, https
 * @param deviceUrl the device authorization endpoint (RFC 8628), https; only for DEVICE_CODE
 * @param clientId of the application
 * @param clientSecret none for a public client, or where a certificate proves it
 * @param certificateFile PEM with the application's certificate, whose private key is {@code key}; empty for none
 * @param key PEM with the private key (PKCS #8), or for SERVICE_ACCOUNT the account's JSON key
 * @param scope what is asked for; empty for the server's default
 * @param refreshToken only for REFRESH_TOKEN
 */
public record TokenGrant(
        Kind kind,
        String tokenUrl,
        String deviceUrl,
        String clientId,
        SecretReference clientSecret,
        String certificateFile,
        SecretReference key,
        String scope,
        SecretReference refreshToken) {
    /** How a token is got. */
    public enum Kind {
        /** The application for itself (RFC 6749 §4.4), with a secret, or a certificate's assertion (RFC 7523 §2.2). */
        CLIENT_CREDENTIALS,
        /** On behalf of somebody who agreed once (RFC 6749 §6). */
        REFRESH_TOKEN,
        /** Somebody agrees now, at another device (RFC 8628). */
        DEVICE_CODE,
        /** A Google service account in the name of each mailbox (RFC 7523 §2.1). */
        SERVICE_ACCOUNT
    }

    /** Holds no secret. */
    public static TokenGrant none() {
        SecretReference none = SecretReference.none();
        return new TokenGrant(Kind.CLIENT_CREDENTIALS, "", "", "", none, "", none, "", none);
    }

    /** True when each mailbox has a token of its own. */
    public boolean isPerMailbox() {
        return kind == Kind.SERVICE_ACCOUNT;
    }

    /** Who asks for tokens, for messages: {@code application 1111}, {@code the service account}. */
    public String application() {
        return clientId.isEmpty() ? "the service account" : "application " + clientId;
    }

    public TokenGrant with(SecretReference otherSecret, SecretReference otherKey, SecretReference otherRefreshToken) {
        return new TokenGrant(
                kind, tokenUrl, deviceUrl, clientId, otherSecret, certificateFile, otherKey, scope, otherRefreshToken);
    }
}
