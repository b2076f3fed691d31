package io.medianest.local.stack;

import io.medianest.database.DatabaseBootstrap;
import io.medianest.stores.process.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the stores that environment variables name; {@code ./medianest help} lists them. */
final class ExternalStores {
    /** What only the launcher is to know: services get roles of their own. */
    static final List<String> LAUNCHER_ONLY =
            List.of("MEDIANEST_DB_URL", "MEDIANEST_DB_USER", "MEDIANEST_DB_PASSWORD", "MEDIANEST_DB_PASSWORD_FILE");

    private final Map<String, String> environment;

    ExternalStores(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Where they are.
     *
     * @throws StartException naming the variable that is missing or wrong
     */
    StoreAddresses addresses() {
        String url = required("MEDIANEST_DB_URL");
        if (!url.startsWith("jdbc:postgresql://")) {
            throw new StartException("MEDIANEST_DB_URL must look like jdbc:postgresql://host:5432/postgres.");
        }
        return new StoreAddresses(
                url,
                required("MEDIANEST_DB_USER"),
                password(),
                optional("MEDIANEST_DB_NAME").orElse(DatabaseBootstrap.DATABASE),
                required("QUARKUS_REDIS_HOSTS"),
                optional("QUARKUS_REDIS_PASSWORD"),
                required("KAFKA_BOOTSTRAP_SERVERS"));
    }

    private String password() {
        Optional<String> file = optional("MEDIANEST_DB_PASSWORD_FILE");
        if (file.isEmpty()) {
            return required("MEDIANEST_DB_PASSWORD");
        }
        try {
            return Files.readString(Path.of(file.get())).strip();
        } catch (IOException e) {
            throw new StartException("The file that MEDIANEST_DB_PASSWORD_FILE names cannot be read.", e);
        }
    }

    private String required(String name) {
        return optional(name)
                .orElseThrow(() -> new StartException(
                        "With --external, set %s; ./medianest help lists all variables.".formatted(name)));
    }

    private Optional<String> optional(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
