package io.medianest.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.medianest.stores.process.Ports;
import io.medianest.stores.process.StartException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoUsersTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final Map<String, JsonNode> people = new LinkedHashMap<>();
    private HttpServer server;
    private Path file;
    private DemoUsers users;
    private int failAfter = Integer.MAX_VALUE;

    @BeforeEach
    void startPortal() throws IOException {
        server = HttpServer.create(new InetSocketAddress(Ports.LOOPBACK, 0), 0);
        server.createContext("/", this::answer);
        server.start();
        file = folder.resolve("demo-users.json");
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        users = new DemoUsers(file, new PortalClient(address));
    }

    @AfterEach
    void stopPortal() {
        server.stop(0);
    }

    @Test
    void areMadeThroughTheApiAndKept() throws IOException {
        List<DemoUser> made = users.make(Optional.of("token"));
        assertThat(made).extracting(DemoUser::role).containsExactly("ADMIN", "MODERATOR", "USER");
        assertThat(people)
                .containsOnlyKeys(
                        "admin@demo.medianest.local", "moderator@demo.medianest.local", "user@demo.medianest.local");
        assertThat(people.get("moderator@demo.medianest.local").path("role").asText())
                .isEqualTo("MODERATOR");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        JsonNode kept = JSON.readTree(Files.readString(file));
        assertThat(kept).hasSize(3);
        assertThat(kept.get(2).path("role").asText()).isEqualTo("USER");
        assertThat(kept.get(2).path("email").asText()).isEqualTo("user@demo.medianest.local");
        assertThat(kept.get(2).path("password").asText())
                .isEqualTo(
                        people.get("user@demo.medianest.local").path("password").asText());
    }

    @Test
    void areMadeOnce() {
        List<DemoUser> made = users.make(Optional.of("token"));
        people.clear();
        assertThat(users.make(Optional.empty())).isEqualTo(made);
        assertThat(people).isEmpty();
        assertThat(DemoUsers.in(file)).contains(made);
    }

    @Test
    void areCompletedAfterAnAttemptThatWasCutOff() {
        failAfter = 2;
        assertThat(DemoUsers.wereBegun(file)).isFalse();
        assertThatThrownBy(() -> users.make(Optional.of("token"))).isInstanceOf(StartException.class);
        assertThat(file).doesNotExist();
        assertThat(DemoUsers.wereBegun(file)).isTrue();

        failAfter = Integer.MAX_VALUE;
        List<DemoUser> made = users.make(Optional.empty());
        assertThat(people).hasSize(3);
        assertThat(people.get(made.getFirst().email()).path("password").asText())
                .isEqualTo(made.getFirst().password());
    }

    @Test
    void sayWhatThePortalRefused() {
        assertThatThrownBy(() -> users.make(Optional.of("another token")))
                .isInstanceOf(StartException.class)
                .hasMessage("The demo's users cannot be made: /auth/setup answered 403 This is not the setup token.");
    }

    @Test
    void doNotShowTheirPasswords() {
        assertThat(users.make(Optional.of("token")).toString())
                .doesNotContain("password")
                .contains("admin@");
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody());
        String email = body.path("email").asText();
        switch (exchange.getRequestURI().getPath()) {
            case "/api/v1/auth/setup" -> {
                boolean right = body.path("setupToken").asText().equals("token");
                create(exchange, right, email, body);
            }
            case "/api/v1/auth/login" -> {
                boolean known = people.containsKey(email)
                        && people.get(email).path("password").equals(body.path("password"));
                send(exchange, known ? 200 : 401, "{\"accessToken\":\"access\"}");
            }
            default -> {
                boolean signedIn =
                        "Bearer access".equals(exchange.getRequestHeaders().getFirst("Authorization"));
                create(exchange, signedIn, email, body);
            }
        }
    }

    private void create(HttpExchange exchange, boolean allowed, String email, JsonNode body) throws IOException {
        if (!allowed) {
            send(exchange, 403, "{\"detail\":\"This is not the setup token.\"}");
        } else if (people.size() >= failAfter) {
            send(exchange, 503, "{\"detail\":\"Later.\"}");
        } else {
            send(exchange, people.putIfAbsent(email, body) == null ? 201 : 409, "{}");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
