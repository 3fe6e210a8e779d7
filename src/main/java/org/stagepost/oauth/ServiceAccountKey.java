package org.stagepost.oauth;

import java.security.PrivateKey;
import org.stagepost.credential.Secret;
import org.stagepost.model.FailureCode;
import org.stagepost.model.MigrationException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Google service account's key, as its JSON file has it.
 *
 * @param keyId empty when the file names none
 */
record ServiceAccountKey(String clientEmail, String keyId, PrivateKey key, String tokenUrl) {
    private static final JsonMapper JSON = SecretJson.MAPPER;

    /** @throws MigrationException SECRET_MISSING, without a word of the key */
    static ServiceAccountKey parse(Secret file) {
        JsonNode json = json(file);
        String email = text(json, "client_email");
        Secret pem = Secret.of(text(json, "private_key"));
        return new ServiceAccountKey(
                email,
                json.path("private_key_id").asString(""),
                PrivateKeys.read(pem, "RSA", "private_key of service account " + email),
                text(json, "token_uri"));
    }

    /** Not caused by what the parser says: it quotes the file. */
    private static JsonNode json(Secret file) {
        try {
            return JSON.readTree(file.reveal());
        } catch (JacksonException e) {
            throw unusable("it is no JSON: download the account's key in the format JSON");
        }
    }

    private static String text(JsonNode json, String name) {
        String value = json.path(name).asString("");
        if (value.isEmpty()) {
            throw unusable("it has no " + name + ": download a key of a service account in the format JSON");
        }
        return value;
    }

    private static MigrationException unusable(String why) {
        return new MigrationException(FailureCode.SECRET_MISSING, "the service account's key cannot be used: " + why);
    }

    /** The key is not for printing. */
    @Override
    public String toString() {
        return "ServiceAccountKey[" + clientEmail + "]";
    }
}
