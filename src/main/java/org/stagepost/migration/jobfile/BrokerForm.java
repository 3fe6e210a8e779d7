package org.stagepost.migration.jobfile;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.stagepost.credential.SecretReference;
import org.stagepost.migration.BrokerSettings;
import org.stagepost.migration.BrokerSettings.Security;
import org.stagepost.migration.input.Fault;

/** What one place, file or environment, says of the broker; each setting may be absent. */
record BrokerForm(
        Optional<String> url,
        Optional<String> user,
        Optional<SecretReference> password,
        Optional<String> caFile,
        Optional<Security> security,
        Optional<WrittenPath> certificateFile,
        Optional<WrittenPath> keyFile) {
    static final BrokerForm EMPTY = new BrokerForm(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    static final String REMEDY = "write tcp://HOST:PORT";

    /** Never quoted: what is wrong with it may be a password in it. */
    private static final Shape<String> URL = new Shape<>(
            text -> Optional.of(text).filter(BrokerSettings::isUrl),
            text -> BrokerSettings.namesLogin(text)
                    ? new Fault("holds a login", "remove it, and write user and password")
                    : new Fault("is no address of a broker", REMEDY));

    private static final Shape<Security> SECURITY = Shape.word("a kind of security", Security.class);

    /**
     * @param folder where relative paths begin
     * @param names what a key is called in this place
     */
    static BrokerForm read(YamlMap settings, Path folder, UnaryOperator<String> names) {
        BrokerForm form = new BrokerForm(
                settings.get(names.apply("url"), URL),
                settings.get(names.apply("user"), Shapes.TEXT),
                ServerPassword.read(settings, folder, names.apply("password"), "the broker's password"),
                settings.get(names.apply("caFile"), Shapes.existingFile(folder)).map(Path::toString),
                settings.get(names.apply("security"), SECURITY),
                WrittenPath.read(settings, names.apply("certificateFile"), folder),
                WrittenPath.read(settings, names.apply("keyFile"), folder));
        settings.rejectUnknownKeys();
        return form;
    }

    /** What stands in a file, where a password in clear text is worth a warning. */
    static BrokerForm inFile(YamlMap broker, Path folder) {
        BrokerForm form = read(broker, folder, key -> key);
        ServerPassword.warn(broker, form.password());
        return form;
    }

    boolean isEmpty() {
        return equals(EMPTY);
    }

    /** It says what every broker needs. */
    boolean isComplete() {
        return url.isPresent() && user.isPresent() && password.isPresent();
    }

    /** This place's settings, and the other's where this one has none. */
    BrokerForm over(BrokerForm other) {
        return new BrokerForm(
                url.or(other::url),
                user.or(other::user),
                password.or(other::password),
                caFile.or(other::caFile),
                security.or(other::security),
                certificateFile.or(other::certificateFile),
                keyFile.or(other::keyFile));
    }

    /** Others can listen on the way to the broker, and somebody wants it so. */
    boolean isOpenToOthers() {
        return security.filter(Security.NONE::equals).isPresent()
                && url.filter(given -> !BrokerSettings.isLocal(given)).isPresent();
    }

    /** With TLS unless the broker is on this machine, or somebody wants it otherwise. */
    BrokerSettings complete() {
        String address = url.orElseThrow();
        Security absent = BrokerSettings.isLocal(address) && caFile.isEmpty() ? Security.NONE : Security.TLS;
        return new BrokerSettings(
                address, user.orElseThrow(), password.orElseThrow(), caFile.orElse(""), security.orElse(absent));
    }
}
