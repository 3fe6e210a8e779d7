package org.stagepost.migration.jobfile;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.stagepost.credential.SecretReference;
import org.stagepost.migration.StoreSettings;
import org.stagepost.migration.input.Fault;

/** What one place, file or environment, says of the store's database; each setting may be absent. */
record StoreForm(
        Optional<String> url, Optional<String> user, Optional<SecretReference> password, Optional<String> caFile) {
    static final StoreForm EMPTY =
            new StoreForm(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final String REMEDY = "write jdbc:postgresql://HOST:PORT/DATABASE";

    /** Never quoted: what is wrong with it may be a password in it. */
    private static final Shape<String> URL = new Shape<>(
            text -> Optional.of(text)
                    .filter(StoreSettings::isUrl)
                    .filter(url -> !StoreSettings.namesLogin(url) && StoreSettings.hasKnownSslMode(url)),
            StoreForm::fault);

    private static Fault fault(String text) {
        if (StoreSettings.namesLogin(text)) {
            return new Fault("holds a login", "remove it, and write username and password");
        }
        return StoreSettings.isUrl(text)
                ? new Fault("has an unknown sslmode", "write " + String.join(", ", StoreSettings.SSL_MODES))
                : new Fault("is no address of a PostgreSQL database", REMEDY);
    }

    /**
     * @param folder where relative paths begin
     * @param names what a key is called in this place
     */
    static StoreForm read(YamlMap settings, Path folder, UnaryOperator<String> names) {
        StoreForm form = new StoreForm(
                settings.get(names.apply("url"), URL),
                settings.get(names.apply("username"), Shapes.TEXT),
                ServerPassword.read(settings, folder, names.apply("password"), "the store's own password"),
                settings.get(names.apply("caFile"), Shapes.existingFile(folder)).map(Path::toString));
        settings.rejectUnknownKeys();
        return form;
    }

    /** What stands in a file, where a password in clear text is worth a warning. */
    static StoreForm inFile(YamlMap datasource, Path folder) {
        StoreForm form = read(datasource, folder, key -> key);
        ServerPassword.warn(datasource, form.password());
        return form;
    }

    boolean isEmpty() {
        return equals(EMPTY);
    }

    /** This place's settings, and the other's where this one has none. */
    StoreForm over(StoreForm other) {
        return new StoreForm(
                url.or(other::url), user.or(other::user), password.or(other::password), caFile.or(other::caFile));
    }
}
