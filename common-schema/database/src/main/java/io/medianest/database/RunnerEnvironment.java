package io.medianest.database;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The runner's configuration: environment variables, and files for secrets. */
final class RunnerEnvironment {
    /** Names the keyset of auth-service. */
    static final String AUTH_KEYSET = "MEDIANEST_SECRETS_AUTH_KEYSET_FILE";
    /** Names the keyset that the keys of external services are encrypted with. */
    static final String CONNECTIONS_KEYSET = "MEDIANEST_SECRETS_CONNECTIONS_KEYSET_FILE";
    /** Names the file of the peppers. */
    static final String PEPPER = "MEDIANEST_SECRETS_PEPPER_FILE";

    private final Map<String, String> variables;

    RunnerEnvironment(Map<String, String> variables) {
        this.variables = variables;
    }

    /** MEDIANEST_DB_URL, MEDIANEST_DB_USER and MEDIANEST_DB_PASSWORD or MEDIANEST_DB_PASSWORD_FILE. */
    DatabaseAccess access() {
        return new DatabaseAccess(required("MEDIANEST_DB_URL"), required("MEDIANEST_DB_USER"), password());
    }

    /** MEDIANEST_DB_NAME, the database that bootstrap makes. */
    String databaseName() {
        return optional("MEDIANEST_DB_NAME").orElse(DatabaseBootstrap.DATABASE);
    }

    /**
     * The login roles' passwords: the file named like the role in MEDIANEST_DB_PASSWORDS_DIR, else
     * MEDIANEST_DB_PASSWORD_&lt;ROLE&gt;.
     */
    Map<LoginRole, String> rolePasswords() {
        Optional<Path> directory = optional("MEDIANEST_DB_PASSWORDS_DIR").map(Path::of);
        Map<LoginRole, String> passwords = new EnumMap<>(LoginRole.class);
        for (LoginRole role : LoginRole.values()) {
            Optional<Path> file =
                    directory.map(folder -> folder.resolve(role.roleName())).filter(Files::exists);
            String variable = "MEDIANEST_DB_PASSWORD_" + role.roleName().toUpperCase(Locale.ROOT);
            passwords.put(
                    role,
                    file.map(RunnerEnvironment::read)
                            .or(() -> optional(variable))
                            .orElseThrow(() -> new DatabaseException(missing(role, variable))));
        }
        return passwords;
    }

    /** The folder of archived months: --archive-dir, else MEDIANEST_ARCHIVE_DIR; empty if neither is set. */
    Optional<Path> archive(RunnerArguments arguments) {
        return arguments
                .option("archive-dir")
                .or(() -> optional("MEDIANEST_ARCHIVE_DIR"))
                .map(Path::of);
    }

    /** The file that {@link #AUTH_KEYSET}, {@link #CONNECTIONS_KEYSET} or {@link #PEPPER} names. */
    Path file(String setting) {
        return Path.of(required(setting));
    }

    /** MEDIANEST_WEBHOOK_SECRET_FILE, the file of what Overseerr sends with its webhooks. */
    Path webhookSecret() {
        return Path.of(required("MEDIANEST_WEBHOOK_SECRET_FILE"));
    }

    /**
     * How to reach Kafka: KAFKA_BOOTSTRAP_SERVERS, and where it asks who one is the file of Kafka's own keys that
     * KAFKA_CONFIG_FILE names.
     */
    Map<String, Object> kafka() {
        Map<String, Object> kafka = new HashMap<>();
        optional("KAFKA_CONFIG_FILE").map(Path::of).ifPresent(file -> {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new DatabaseException("The file %s cannot be read.".formatted(file), e);
            }
            properties.stringPropertyNames().forEach(name -> kafka.put(name, properties.getProperty(name)));
        });
        kafka.put("bootstrap.servers", required("KAFKA_BOOTSTRAP_SERVERS"));
        return kafka;
    }

    /** A secret's file, without the line break at its end. */
    static String read(Path file) {
        try {
            String content = Files.readString(file).strip();
            if (content.isEmpty()) {
                throw new DatabaseException("The file %s is empty.".formatted(file));
            }
            return content;
        } catch (IOException e) {
            throw new DatabaseException("The file %s cannot be read.".formatted(file), e);
        }
    }

    private static String missing(LoginRole role, String variable) {
        return "No password for %s: put it into the file %s in MEDIANEST_DB_PASSWORDS_DIR, or into %s."
                .formatted(role.roleName(), role.roleName(), variable);
    }

    private String password() {
        return optional("MEDIANEST_DB_PASSWORD_FILE")
                .map(file -> read(Path.of(file)))
                .or(() -> optional("MEDIANEST_DB_PASSWORD"))
                .orElseThrow(() -> new DatabaseException("Set MEDIANEST_DB_PASSWORD_FILE or MEDIANEST_DB_PASSWORD."));
    }

    private String required(String name) {
        return optional(name).orElseThrow(() -> new DatabaseException("Set %s.".formatted(name)));
    }

    private Optional<String> optional(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }
}
