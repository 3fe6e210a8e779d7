package org.stagepost.migration.csv;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stagepost.credential.SecretReference;
import org.stagepost.credential.SecretReference.Scheme;
import org.stagepost.migration.MigrationType;
import org.stagepost.migration.RowDefaults;
import org.stagepost.migration.UserCsvReader.Expectations;
import org.stagepost.migration.UserRow;
import org.stagepost.migration.input.Fault;
import org.stagepost.migration.input.PasswordText;
import org.stagepost.migration.input.Quoted;
import org.stagepost.model.EmailAddress;

/** Makes a row's cells a user and reports every rule that they break. Remembers the rows it saw. */
final class RowCheck {
    /** Where an address that went wrong ends at the latest. */
    private static final Pattern ADDRESS_LIKE = Pattern.compile("[^,;|:\t@]*(?:@[\\p{L}\\p{N}. -]*)?");

    private final Expectations expectations;
    private final Requirements requirements;
    private final Path folder;
    private final Twins twins = new Twins();

    /** @param folder where the paths of {@code file:} references begin */
    RowCheck(Expectations expectations, Path folder) {
        this.expectations = expectations;
        this.requirements = new Requirements(expectations);
        this.folder = folder;
    }

    /** Empty when there is no valid address; where something else was reported, the user is of no use either. */
    Optional<UserRow> check(Cells cells) {
        Optional<EmailAddress> address = address(cells);
        RowDefaults defaults = expectations.defaults();
        String userName = required(cells, Column.USER_NAME);
        SecretReference password = password(cells, Column.PASSWORD, defaults.password());
        boolean forceChangePassword = forceChangePassword(cells);
        String userRoot = filledOr(cells.text(Column.USER_ROOT), defaults.userRoot());
        String targetUserName = cells.text(Column.TARGET_USER_NAME);
        SecretReference targetPassword = targetPassword(cells, password);
        address.ifPresent(known -> checkTwins(cells, known));
        return address.map(known -> new UserRow(
                cells.line(),
                known,
                userName,
                password,
                forceChangePassword,
                userRoot,
                targetUserName,
                targetPassword));
    }

    private Optional<EmailAddress> address(Cells cells) {
        String text = required(cells, Column.EMAIL_ADDRESS);
        Optional<EmailAddress> address = EmailAddress.parse(text);
        if (!text.isEmpty() && address.isEmpty()) {
            cells.report(
                    Column.EMAIL_ADDRESS,
                    new Fault(shown(text) + " is not an SMTP address", "write it as name@domain"));
        }
        return address;
    }

    private String required(Cells cells, Column column) {
        if (requirements.needs(column) && cells.has(column) && cells.raw(column).isEmpty()) {
            cells.report(column, new Fault("the value is missing", "fill the cell"));
        }
        return cells.text(column);
    }

    private SecretReference password(Cells cells, Column column, SecretReference inherited) {
        String written = cells.raw(column);
        if (written.isEmpty() && inherited.scheme() != Scheme.NONE) {
            return inherited;
        }
        PasswordText password = new PasswordText(required(cells, column), folder);
        password.fault().or(() -> lengthFault(password)).ifPresent(fault -> cells.report(column, fault));
        return password.reference();
    }

    /** A staged user's password becomes the target account's. */
    private Optional<Fault> lengthFault(PasswordText password) {
        return expectations.type() == MigrationType.STAGED
                ? PasswordText.newPasswordFault(password.reference())
                : Optional.empty();
    }

    /** A staged user's target login is the account whose password the batch sets. */
    private SecretReference targetPassword(Cells cells, SecretReference password) {
        if (expectations.type() == MigrationType.STAGED) {
            return expectations.targetLogsInPerUser() ? password : SecretReference.none();
        }
        return password(cells, Column.TARGET_PASSWORD, SecretReference.none());
    }

    private boolean forceChangePassword(Cells cells) {
        String text = cells.text(Column.FORCE_CHANGE_PASSWORD);
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            case "" -> expectations.defaults().forceChangePassword();
            default -> {
                cells.report(
                        Column.FORCE_CHANGE_PASSWORD,
                        new Fault("the value is neither True nor False", "write True or False"));
                yield false;
            }
        };
    }

    private void checkTwins(Cells cells, EmailAddress address) {
        Optional<Fault> twin = twins.address(address, cells.line());
        twin.ifPresent(fault -> cells.report(Column.EMAIL_ADDRESS, fault));
        if (expectations.type() == MigrationType.IMAP && twin.isEmpty()) {
            String login = cells.raw(Column.TARGET_USER_NAME);
            Column named = login.isEmpty() ? Column.EMAIL_ADDRESS : Column.TARGET_USER_NAME;
            twins.target(filledOr(login, address.value()), cells.line()).ifPresent(fault -> cells.report(named, fault));
        }
    }

    private static String filledOr(String cell, String inherited) {
        return cell.isEmpty() ? inherited : cell;
    }

    /** Nothing that might be a password: columns get mixed up, and separators are mistyped or lost. */
    private static String shown(String text) {
        Matcher start = ADDRESS_LIKE.matcher(text);
        String safe = start.lookingAt() ? start.group() : "";
        return safe.matches(".*[@. ].*") ? Quoted.of(safe.equals(text) ? text : safe + "…") : "the value";
    }
}
