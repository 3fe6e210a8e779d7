package org.stagepost.migration.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stagepost.endpoint.Endpoint;
import org.stagepost.migration.JobFile;
import org.stagepost.testing.MemoryEndpoints;

/** What a job file means: once with every key left out that may be, once with every key set to something else. */
class JobFileValuesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void everythingLeftOutHasItsDefault() throws IOException {
        JobFile job = read("""
                name: wave
                type: imap
                csv: users.csv
                source: { endpoint: old }
                target: { endpoint: old }
                endpoints:
                  - { name: old, kind: imap, host: mail.example.test }
                """);

        assertThat(job.csv()).isEqualTo(folder.resolve("users.csv"));
        assertThat(job.options())
                .hasToString(
                        "Options[directories=DirectoryOptions[targetDeliveryDomain=, acceptedDomains=[], forwarding=BEFORE_SYNC,"
                                + " replaceForwarding=false, forwardingKeepsCopy=false, completion=MAIL_USER, completeIfSyncedWithin=PT24H,"
                                + " mailboxCommand=[], mailboxWait=PT10M],"
                                + " maxConcurrentMigrations=20, priority=NORMAL, adoptUsers=false, includeFolders=[], excludeFolders=[], badItemLimit=-1, largeItemLimit=-1, mirror=false, secondConnectionFrom=5000, labels=ONE_COPY, mails=MailOptions[notified=[], every=null],"
                                + " startAfter=null, passes=PassOptions[allowIncrementalSyncs=true, autoComplete=false, completeAfter=null,"
                                + " autoRetryCount=0, misfire=RUN_ONCE, incrementalEvery=PT24H], schedule=, zone=, allowUnknownColumns=false, rowDefaults=RowDefaults[password=none,"
                                + " forceChangePassword=false, userRoot=]]");
        assertThat(text(job.source()))
                .isEqualTo("old imap://mail.example.test:993 TLS false  AUTO " + "USER PLAIN  none * ADDRESS   20 10");
        assertThat(job.sourceDirectory()).isEmpty();
        assertThat(job.targetDirectory()).isEmpty();
        assertThat(job.smtp()).isEmpty();
        assertThat(job.startAfter()).isEmpty();
    }

    @Test
    void everythingSetIsKept() throws IOException {
        Files.createDirectories(folder.resolve("tls"));
        Files.writeString(folder.resolve("tls/ca.pem"), "-----BEGIN CERTIFICATE-----\n");
        JobFile job = read("""
                name: Wave_2-b
                type: staged
                csv: ../lists/users.csv
                source: { endpoint: old }
                target: { endpoint: new }
                sourceDirectory: { endpoint: old-directory }
                targetDirectory: { endpoint: new-directory }
                smtp: { endpoint: relay }
                targetDeliveryDomain: new.example.test
                acceptedDomains: [new.example.test, old.example.test]
                replaceForwarding: true
                forwardingKeepsCopy: true
                completion: keep-mailbox
                completeIfSyncedWithin: 2h
                mailboxCommand: [give, --, "{address}"]
                mailboxWait: 5m
                forwarding: after-sync
                maxConcurrentMigrations: 7
                priority: high
                adoptUsers: true
                includeFolders: ["Work/*"]
                excludeFolders: ["Junk/*", "#trash#"]
                badItemLimit: 0
                largeItemLimit: 12
                mirror: true
                secondConnectionFrom: 20000
                labels: all-copies
                notify: [admin@example.test, root@example.test]
                reportInterval: 4h
                startAfter: 2026-12-01T20:00:00+01:00
                completeAfter: 2027-01-01T00:00:00Z
                autoComplete: true
                allowIncrementalSyncs: false
                autoRetryCount: 3
                misfire: skip
                incrementalEvery: 90m
                schedule: "0 0 2 * * MON-FRI"
                zone: Europe/Berlin
                allowUnknownColumns: true
                password: file:first.txt
                forceChangePassword: true
                endpoints:
                  - name: old
                    kind: imap
                    host: 192.0.2.1
                    port: 1143
                    security: none
                    allowPlaintext: true
                    caFile: tls/ca.pem
                    compression: always
                    maxConcurrentMigrations: 8
                    maxConcurrentIncrementalSyncs: 3
                    login:
                      as: admin
                      user: root
                      password: env:OLD
                      style: master-user
                      separator: "%"
                      mailboxNaming: local-part
                  - name: new
                    kind: imap
                    host: new.example.test
                    security: starttls
                    login: { user: cyrus, password: "store:new", style: authzid }
                  - name: old-directory
                    kind: ldap
                    host: dc
                    baseDn: DC=old
                    login: { as: nobody }
                    schema: { style: generic, forward: maildrop, keepCopy: deliveryMode=both }
                  - name: new-directory
                    kind: ldap
                    host: dc
                    security: starttls
                    baseDn: DC=new
                    login: { user: "CN=m,DC=new", password: prompt }
                  - { name: relay, kind: smtp, host: relay, security: starttls, from: stagepost@example.test }
                  - { name: relay2, kind: smtp, host: relay, from: stagepost@example.test }
                """);

        assertThat(job.name()).hasToString("Wave_2-b");
        assertThat(job.csv()).isEqualTo(folder.resolveSibling("lists/users.csv"));
        assertThat(job.options())
                .hasToString("Options[directories=DirectoryOptions[targetDeliveryDomain=new.example.test,"
                        + " acceptedDomains=[new.example.test, old.example.test], forwarding=AFTER_SYNC,"
                        + " replaceForwarding=true, forwardingKeepsCopy=true, completion=KEEP_MAILBOX, completeIfSyncedWithin=PT2H,"
                        + " mailboxCommand=[give, --, {address}], mailboxWait=PT5M],"
                        + " maxConcurrentMigrations=7, priority=HIGH, adoptUsers=true, includeFolders=[Work/*], excludeFolders=[Junk/*, #trash#], badItemLimit=0, largeItemLimit=12, mirror=true, secondConnectionFrom=20000, labels=ALL_COPIES,"
                        + " mails=MailOptions[notified=[admin@example.test, root@example.test], every=PT4H], startAfter=2026-12-01T19:00:00Z, passes=PassOptions[allowIncrementalSyncs=false, autoComplete=true,"
                        + " completeAfter=2027-01-01T00:00:00Z, autoRetryCount=3, misfire=SKIP, incrementalEvery=PT1H30M],"
                        + ""
                        + " schedule=0 0 2 * * MON-FRI, zone=Europe/Berlin, allowUnknownColumns=true,"
                        + " rowDefaults=RowDefaults[password=file:" + folder + "/first.txt, forceChangePassword=true,"
                        + " userRoot=]]");
        assertThat(text(job.source()))
                .isEqualTo("old imap://192.0.2.1:1143 NONE true " + folder + "/tls/ca.pem ALWAYS "
                        + "ADMIN MASTER_USER root env:OLD % LOCAL_PART   8 3");
        assertThat(text(job.target()))
                .isEqualTo("new imap://new.example.test:143 STARTTLS false  AUTO "
                        + "ADMIN AUTHZID cyrus store:new * ADDRESS   20 10");
        assertThat(text(job.sourceDirectory().orElseThrow()))
                .isEqualTo(
                        "old-directory ldap://dc:636 TLS false  NEVER " + "NOBODY PLAIN  none * ADDRESS DC=old  20 10");
        assertThat(text(job.targetDirectory().orElseThrow()))
                .isEqualTo("new-directory ldap://dc:389 STARTTLS false  NEVER "
                        + "ADMIN PLAIN CN=m,DC=new prompt * ADDRESS DC=new  20 10");
        assertThat(text(job.smtp().orElseThrow()))
                .isEqualTo("relay smtp://relay:587 STARTTLS false  NEVER "
                        + "NOBODY PLAIN  none * ADDRESS  stagepost@example.test 20 10");
    }

    @Test
    void theSmallestLimitWins() throws IOException {
        String sides = """
                name: wave
                type: imap
                csv: users.csv
                source: { endpoint: old }
                target: { endpoint: new }
                endpoints:
                  - { name: old, kind: imap, host: h, maxConcurrentMigrations: 30 }
                  - { name: new, kind: imap, host: h, maxConcurrentMigrations: 12 }
                """;

        assertThat(read(sides).options().maxConcurrentMigrations()).isEqualTo(12);
        assertThat(read(sides + "maxConcurrentMigrations: 40\n").options().maxConcurrentMigrations())
                .isEqualTo(12);
        assertThat(read(sides + "maxConcurrentMigrations: 5\n").options().maxConcurrentMigrations())
                .isEqualTo(5);
    }

    @Test
    void theOnlyRelaySendsTheMailsWithoutBeingNamed() throws IOException {
        JobFile job = read("""
                name: wave
                type: imap
                csv: users.csv
                source: { endpoint: old }
                target: { endpoint: old }
                notify: [admin@example.test]
                endpoints:
                  - { name: old, kind: imap, host: h }
                  - { name: relay, kind: smtp, host: r, security: none, allowPlaintext: true, from: a@example.test }
                """);

        assertThat(job.smtp().map(Endpoint::address)).contains("smtp://r:25");
    }

    private JobFile read(String text) throws IOException {
        var job = new YamlJobFileReader(new MemoryEndpoints()).read(Files.writeString(folder.resolve("job.yml"), text));
        assertThat(job.findings()).allMatch(finding -> finding.where().equals("schedule"));
        return job.value().orElseThrow();
    }

    private static String text(Endpoint endpoint) {
        return String.join(
                " ",
                endpoint.name(),
                endpoint.address(),
                endpoint.security().name(),
                String.valueOf(endpoint.protection().allowPlaintext()),
                endpoint.protection().caFile(),
                endpoint.compression().name(),
                endpoint.login().as().name(),
                endpoint.login().style().name(),
                endpoint.login().user(),
                endpoint.login().password().toString(),
                endpoint.login().separator(),
                endpoint.login().mailboxNaming().name(),
                endpoint.baseDn(),
                endpoint.from(),
                String.valueOf(endpoint.limits().migrations()),
                String.valueOf(endpoint.limits().incrementalSyncs()));
    }
}
