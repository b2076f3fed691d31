package io.medianest.testing.stores;

import io.medianest.database.LoginRole;
import io.medianest.encryption.Keysets;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Runs a {@code @QuarkusTest} on the real stores, as the service that it tests:
 *
 * <pre>{@code
 * @QuarkusTest
 * @QuarkusTestResource(value = StoresTestResource.class, initArgs = @ResourceArg(name = "role", value = "auth_service"))
 * }</pre>
 *
 * Gives the addresses, the role's password, fresh secrets for that service, and free ports.
 */
public final class StoresTestResource implements QuarkusTestResourceLifecycleManager {
    private LoginRole role = LoginRole.OPERATOR;

    /** Takes the argument {@code role}, the login role of the service under test. */
    @Override
    public void init(Map<String, String> arguments) {
        String name = Objects.requireNonNull(arguments.get("role"), "Which service is it? Give the argument role.");
        role = LoginRole.valueOf(name.toUpperCase(Locale.ROOT));
    }

    @Override
    public Map<String, String> start() {
        TestStores.start();
        Map<String, String> config = new HashMap<>();
        config.put("quarkus.datasource.reactive.url", TestStores.reactiveUrl());
        config.put("quarkus.datasource.username", role.roleName());
        config.put("quarkus.datasource.password", TestStores.password());
        config.put("quarkus.redis.hosts", TestStores.redisUrl());
        config.put("quarkus.redis.password", TestStores.password());
        config.put("kafka.bootstrap.servers", TestStores.bootstrapServers());
        config.put("quarkus.http.test-port", "0");
        config.put("quarkus.management.test-port", "0");
        config.put("quarkus.log.console.json.enabled", "false");
        config.putAll(secrets());
        return config;
    }

    /** The stores go on for the next test; they end with the JVM. */
    @Override
    public void stop() {}

    private Map<String, String> secrets() {
        byte[] pepper = new byte[32];
        RandomGenerator.getDefault().nextBytes(pepper);
        Map<String, String> files = new HashMap<>();
        files.put(
                "medianest.secrets.pepper-file",
                file("pepper", Base64.getEncoder().encodeToString(pepper)));
        if (role == LoginRole.AUTH_SERVICE) {
            files.put("medianest.secrets.auth-keyset-file", file("auth-keyset.json", Keysets.create()));
        } else if (role != LoginRole.GATEWAY) {
            files.put("medianest.secrets.connections-keyset-file", file("connections-keyset.json", Keysets.create()));
        }
        return files;
    }

    private static String file(String name, String content) {
        Path folder = Path.of("target", "test-secrets");
        try {
            Files.createDirectories(folder);
            return Files.writeString(folder.resolve(name), content)
                    .toAbsolutePath()
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
