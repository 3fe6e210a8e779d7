package org.stagepost.migration.csv;

import static org.stagepost.migration.csv.CsvFiles.IMAP;
import static org.stagepost.migration.csv.CsvFiles.STAGED;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.credential.SecretReference;
import org.stagepost.migration.MigrationType;
import org.stagepost.migration.RowDefaults;
import org.stagepost.migration.UserCsv;
import org.stagepost.migration.UserCsvReader.Expectations;
import org.stagepost.testing.Golden;

/** Every rule of a CSV with the words it is refused in; the golden file is the list to read. */
class CsvRulesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final StringBuilder report = new StringBuilder();

    @Test
    void headerRulesHaveTheirWords() {
        check("header in another case", STAGED, "emailaddress,PASSWORD\nann@example.test,Blue-Kettle-7\n");
        check("column missing", IMAP, "EmailAddress,UserName\nann@example.test,ann\n");
        check("every column missing but one", IMAP, "Password\nBlue-Kettle-7\n");
        check("column doubled", STAGED, "EmailAddress,Password,password\nann@example.test,Blue-Kettle-7,x\n");
        check("column mistyped", STAGED, "EmailAddres,Passwort,Password\n");
        check("blank inside and around a name", STAGED, "Email Address, Password,EmailAddress\n");
        check("column of another type", STAGED, "EmailAddress,UserName\nann@example.test,ann\n");
        check("column nobody knows", STAGED, "EmailAddress,Department\nann@example.test,Sales\n");
        check("column without a name", STAGED, "EmailAddress,\nann@example.test,\n");
        check("unknown columns allowed", tolerant(), "EmailAddress,Passwrd,,Floor\nann@example.test,a,b,\"c\nd\"\n");
        check("separators inside a quoted name do not count", tolerant(), """
                EmailAddress;"Floor, room, desk, seat"
                ann@example.test;1
                """);
        check("no header at all", IMAP, "ann@example.test,ann,hunter2-canary\n");
        check("no header, no address in front", IMAP, "ann,hunter2-canary\n");
        check("another separator", STAGED, "EmailAddress|Password\nann@example.test|hunter2-canary\n");
        check("header after a blank line", STAGED, "\nEmailAddress\nann@example.test\n");
        check("header damaged", STAGED, "\"EmailAddress\"x,Password\n");
        check("header only", STAGED, "EmailAddress\n");
        Golden.matches("csv-header-rules.txt", report.toString());
    }

    @Test
    void shapeRulesHaveTheirWords() {
        check("cells missing and too many", IMAP, """
                EmailAddress,UserName,Password
                ann@example.test,ann
                bob@example.test,bob,hunter2,canary
                cyd@example.test,cyd,Green-Door-12
                """);
        check("text behind a closing quote", STAGED, """
                EmailAddress,Password
                "ann@example.test"x,"hunter2"canary,"a"
                bob@example.test,Green-Door-12
                """);
        check("quote closed two lines below", STAGED, """
                EmailAddress,Password
                ann@example.test,"hunter2-canary
                bob@example.test,Green-Door-12
                "cyd@example.test",Green-Door-12
                dan@example.test,Green-Door-12
                """);
        check("quote never closed", STAGED, """
                EmailAddress,Password
                "ann@example.test","Green
                Door"
                bob@example.test,"hunter2-canary
                cyd@example.test,Green-Door-12
                """);
        check("blank lines and rows of separators", STAGED, """
                EmailAddress,Password

                ann@example.test,
                ,
                """);
        Golden.matches("csv-shape-rules.txt", report.toString());
    }

    @Test
    void valueRulesHaveTheirWords() {
        check("address", STAGED, """
                EmailAddress
                ann at example.test
                @example.test
                ann@
                .ann@example.test
                "ann@example.test,hunter2-canary"
                "ann
                @example.test"
                """);
        check("blanks", IMAP, """
                EmailAddress,UserName,Password
                 ann@example.test,ann,Green-Door-12
                bob@example.test,bob ,Green-Door-12
                cyd@example.test,cyd,\u00A0Green-Door-12
                dan@example.test, ,Green-Door-12
                """);
        check("values missing", IMAP, "EmailAddress,UserName,Password\n,,\nann@example.test,,\n,ann,Green-Door-12\n");
        check("password of a staged user", STAGED, """
                EmailAddress,Password
                ann@example.test,hunter2
                bob@example.test,ENV:BOB
                cyd@example.test,env:
                dan@example.test,env:D
                eva@example.test,prompt
                fay@example.test,
                """);
        check("password of an IMAP user", IMAP, "EmailAddress,UserName,Password\nann@example.test,ann,a\n");
        check("ForceChangePassword", STAGED, """
                EmailAddress,ForceChangePassword
                ann@example.test,TRUE
                bob@example.test,false
                cyd@example.test,yes
                dan@example.test,
                """);
        Golden.matches("csv-value-rules.txt", report.toString());
    }

    @Test
    void twinRulesHaveTheirWords() {
        check("address twice", STAGED, """
                EmailAddress
                ann@example.test
                bob@example.test
                Ann@Example.test
                ANN@example.test
                """);
        check("first of two twins refused too", STAGED, """
                EmailAddress,Password
                ann@example.test,short
                ann@example.test,Green-Door-12
                """);
        check("one target mailbox for two", IMAP, """
                EmailAddress,UserName,Password,TargetUserName
                ann@example.test,ann,a,
                bob@example.test,bob,b,ANN@example.test
                cyd@example.test,cyd,c,box
                dan@example.test,dan,d,Box
                """);
        Golden.matches("csv-twin-rules.txt", report.toString());
    }

    @Test
    void loginsDecideWhatMustBeFilled() {
        Expectations admins = new Expectations(MigrationType.IMAP, false, false, false, RowDefaults.NONE);
        Expectations users = new Expectations(MigrationType.IMAP, false, true, true, RowDefaults.NONE);
        Expectations stagedUsers = new Expectations(MigrationType.STAGED, false, false, true, RowDefaults.NONE);
        check("administrators on both sides", admins, "EmailAddress\nann@example.test\n");
        check("administrators, user name given", admins, "EmailAddress,UserName\nann@example.test,ann\n");
        check("users on both sides", users, "EmailAddress,UserName,Password\nann@example.test,ann,a\n");
        check("users on both sides, blank", users, """
                EmailAddress,UserName,Password,TargetPassword
                ann@example.test,ann,a,
                """);
        check("staged, users at the target", stagedUsers, """
                EmailAddress,Password
                ann@example.test,
                bob@example.test,env:BOB
                """);
        Golden.matches("csv-login-rules.txt", report.toString());
    }

    @Test
    void filledCellBeatsTheJobFileAndBlankInherits() {
        RowDefaults defaults = new RowDefaults(SecretReference.parse("env:FIRST_PASSWORD"), true, "/users");
        check("staged", new Expectations(MigrationType.STAGED, false, false, false, defaults), """
                EmailAddress,Password,ForceChangePassword
                ann@example.test,env:ANN,False
                bob@example.test,,
                """);
        check("imap", new Expectations(MigrationType.IMAP, false, true, false, defaults), """
                EmailAddress,UserName,UserRoot
                ann@example.test,ann,/home/ann
                bob@example.test,bob,
                """);
        Golden.matches("csv-inheritance.txt", report.toString());
    }

    private static Expectations tolerant() {
        return new Expectations(MigrationType.STAGED, true, false, false, RowDefaults.NONE);
    }

    private void check(String title, Expectations expectations, String text) {
        UserCsv csv = CsvFiles.read(folder, text, expectations);
        report.append("# ").append(title).append(csv.usable() ? "\n" : " (file unusable)\n");
        text.lines().forEach(line -> report.append("  | ").append(line).append('\n'));
        csv.findings().forEach(finding -> report.append(finding.severity())
                .append(' ')
                .append(finding.toString().substring(folder.toString().length() + 1))
                .append('\n'));
        csv.rows().forEach(row -> report.append("good     ").append(row).append('\n'));
        csv.rejected().forEach(row -> report.append("left out ")
                .append(row.line())
                .append(' ')
                .append(row.cells())
                .append(' ')
                .append(row.password())
                .append('\n'));
        report.append('\n');
    }
}
