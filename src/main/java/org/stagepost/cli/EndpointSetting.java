package org.stagepost.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** The settings of an endpoint as options of {@code endpoint create}, and the keys they have in a job file. */
enum EndpointSetting {
    KIND("--kind", "kind", "KIND", "What speaks there: imap, ldap, smtp or sieve."),
    PRESET(
            "--preset",
            "preset",
            "SYSTEM",
            "Begin with what is usual at exchange-online, gmail, dovecot, cyrus, courier, zimbra or exchange."),
    HOST("--host", "host", "HOST", "Name of the server, as in its certificate.", EndpointSetting::withoutBrackets),
    PORT("--port", "port", "PORT", "Port, if not the usual one for kind and security."),
    SECURITY("--security", "security", "HOW", "tls, starttls or none; none needs --allow-plaintext."),
    ALLOW_PLAINTEXT("--allow-plaintext", "allowPlaintext", "", "Accept that passwords and mail can be overheard."),
    CA_FILE(
            "--ca-file",
            "caFile",
            "FILE",
            "PEM file with the CA that issued the server's certificate.",
            EndpointSetting::file),
    COMPRESSION(
            "--compression",
            "compression",
            "WHEN",
            "imap: compress the line, auto (where it turns out to be long and slow), always or never."),
    LOGIN_AS("--login-as", "login.as", "WHO", "admin: one login for all; user: each row's own; nobody."),
    LOGIN_USER("--login-user", "login.user", "USER", "The administrator, master user or bind DN."),
    PASSWORD_FROM(
            "--password-from",
            "login.password",
            "WHERE",
            "Where the password is: env:NAME, file:PATH, or prompt to be asked now and store it sealed.",
            EndpointSetting::passwordPlace),
    LOGIN_STYLE(
            "--login-style",
            "login.style",
            "STYLE",
            "imap: how admin opens a mailbox, master-user, authzid, domain-admin-user, mirapoint, proxyauth, kerio or token."),
    SEPARATOR("--separator", "login.separator", "CHAR", "Between mailbox and admin, usually * or /."),
    MECHANISM(
            "--mechanism",
            "login.mechanism",
            "HOW",
            "How the login proves itself: auto, plain, login, scram-sha-256, xoauth2, oauthbearer or external."),
    MAILBOX_NAMING(
            "--mailbox-naming", "login.mailboxNaming", "HOW", "What admin calls a mailbox: address or local-part."),
    BASE_DN("--base-dn", "baseDn", "DN", "ldap: where searches begin."),
    FROM("--from", "from", "ADDRESS", "smtp: sender of the mails."),
    MAX_MIGRATIONS("--max-concurrent-migrations", "maxConcurrentMigrations", "N", "Mailboxes in initial sync at once."),
    MAX_INCREMENTAL(
            "--max-concurrent-incremental-syncs",
            "maxConcurrentIncrementalSyncs",
            "N",
            "Mailboxes in incremental sync at once.");

    private final String option;
    private final String key;
    private final String label;
    private final String description;
    private final UnaryOperator<String> reading;

    EndpointSetting(String option, String key, String label, String description) {
        this(option, key, label, description, UnaryOperator.identity());
    }

    EndpointSetting(String option, String key, String label, String description, UnaryOperator<String> reading) {
        this.option = option;
        this.key = key;
        this.label = label;
        this.description = description;
        this.reading = reading;
    }

    /** Adds the options to the command that takes them. */
    static final class Options implements IModelTransformer {
        @Override
        public CommandSpec transform(CommandSpec command) {
            Arrays.stream(values()).map(EndpointSetting::spec).forEach(command::addOption);
            return command;
        }
    }

    private OptionSpec spec() {
        if (label.isEmpty()) {
            return OptionSpec.builder(option)
                    .description(description)
                    .type(boolean.class)
                    .build();
        }
        return OptionSpec.builder(option)
                .description(description)
                .paramLabel(label)
                .type(String.class)
                .converters(reading::apply)
                .build();
    }

    /** What was typed, by the keys of a job file. */
    static Map<String, String> typed(CommandSpec command) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (EndpointSetting setting : values()) {
            Object value = command.findOption(setting.option).getValue();
            if (value != null && !value.equals(false)) {
                settings.put(setting.key, value.toString());
            }
        }
        return settings;
    }

    /** The option that sets a job file's key, so that a finding names what was typed. */
    static Optional<String> optionOf(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .map(setting -> setting.option)
                .findFirst();
    }

    /** The text with options for job file keys, of those that are no English words at the same time. */
    static String inOptions(String text) {
        String words = text;
        for (EndpointSetting setting : values()) {
            if (!setting.key.equals(setting.key.toLowerCase(Locale.ROOT))) {
                words = words.replace(setting.key + ": true", setting.option).replace(setting.key, setting.option);
            }
        }
        return words;
    }

    /** Keys without an option whose values are secrets, and those whose values are paths. */
    private static final Set<String> SECRETS =
            Set.of("login.oauth.clientSecret", "login.oauth.key", "login.oauth.refreshToken", "proxy.password");

    private static final Set<String> FILES = Set.of("clientCertificate", "clientKey", "login.oauth.certificate");

    /**
     * What was typed for a job file's key, as it is to be stored.
     *
     * @throws TypeConversionException when it must not be typed
     */
    static String read(String key, String typed) {
        if (SECRETS.contains(key)) {
            return typed.isEmpty() || isKept(key, typed) ? typed : passwordPlace(typed);
        }
        if (FILES.contains(key)) {
            return file(typed);
        }
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key) && !typed.isEmpty())
                .map(setting -> setting.reading.apply(typed))
                .findFirst()
                .orElse(typed);
    }

    /** The reference that a test which failed has printed. */
    private static boolean isKept(String key, String typed) {
        return key.equals("login.oauth.refreshToken") && typed.matches("store:endpoint/[^/]+/next-refresh-token");
    }

    /** Of an IPv6 address: in a job file's language they would make a list. */
    private static String withoutBrackets(String typed) {
        return typed.matches("\\[[0-9A-Fa-f:.]+]") ? typed.substring(1, typed.length() - 1) : typed;
    }

    /** Absolute, because the endpoint will be used from elsewhere. */
    private static String file(String typed) {
        return typed.isBlank()
                ? typed
                : Path.of(typed).toAbsolutePath().normalize().toString();
    }

    /** A password as an argument would stand in the process list and in the shell's history. */
    private static String passwordPlace(String typed) {
        if (typed.equals("prompt") || typed.matches("env:.+")) {
            return typed;
        }
        if (typed.matches("file:.+")) {
            return "file:" + file(typed.substring("file:".length()));
        }
        throw new TypeConversionException("a secret cannot be an argument: write env:NAME, file:PATH or prompt");
    }
}
