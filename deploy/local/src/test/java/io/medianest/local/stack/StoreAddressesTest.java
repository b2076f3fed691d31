package io.medianest.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.stores.process.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreAddressesTest {
    private static final Map<String, String> COMPLETE = Map.of(
            "MEDIANEST_DB_URL", "jdbc:postgresql://db:5432/postgres",
            "MEDIANEST_DB_USER", "postgres",
            "MEDIANEST_DB_PASSWORD", "secret",
            "QUARKUS_REDIS_HOSTS", "redis://redis:6379",
            "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db:5432/postgres, postgresql://db:5432/medianest",
        "jdbc:postgresql://db, postgresql://db/medianest",
        "jdbc:postgresql://db/, postgresql://db/medianest",
        "jdbc:postgresql://db/postgres?sslmode=require, postgresql://db/medianest?sslmode=require"
    })
    void leadToTheDatabaseOfTheSameServer(String serverUrl, String reactiveUrl) {
        StoreAddresses stores = addresses("MEDIANEST_DB_URL", serverUrl);
        assertThat(stores.reactiveUrl()).isEqualTo(reactiveUrl);
        assertThat(stores.jdbcUrl()).isEqualTo("jdbc:" + reactiveUrl);
    }

    @Test
    void comeFromTheEnvironment() {
        StoreAddresses stores = addresses("MEDIANEST_DB_NAME", "nest");
        assertThat(stores.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5432/nest");
        assertThat(stores.superuserPassword()).isEqualTo("secret");
        assertThat(stores.redisPassword()).isEmpty();
        assertThat(stores.kafka()).isEqualTo("kafka:9092");
        assertThat(stores.toString()).doesNotContain("secret");
    }

    @Test
    void takeThePasswordFromAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "from the file\n");
        assertThat(addresses("MEDIANEST_DB_PASSWORD_FILE", file.toString()).superuserPassword())
                .isEqualTo("from the file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MEDIANEST_DB_URL",
                "MEDIANEST_DB_USER",
                "MEDIANEST_DB_PASSWORD",
                "QUARKUS_REDIS_HOSTS",
                "KAFKA_BOOTSTRAP_SERVERS"
            })
    void nameTheVariableThatIsMissing(String variable) {
        assertThatThrownBy(() -> addresses(variable, " "))
                .isInstanceOf(StartException.class)
                .hasMessage("With --external, set %s; ./medianest help lists all variables.", variable);
    }

    @Test
    void refuseWhatIsNoAddressOfPostgres() {
        assertThatThrownBy(() -> addresses("MEDIANEST_DB_URL", "postgres://db/postgres"))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("jdbc:postgresql://host:5432/postgres");
    }

    private static StoreAddresses addresses(String variable, String value) {
        Map<String, String> environment = new HashMap<>(COMPLETE);
        environment.put(variable, value);
        return new ExternalStores(environment).addresses();
    }
}
