package io.medianest.auth;

import static io.restassured.RestAssured.given;

import io.medianest.database.LoginRole;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.TestStores;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The people of a test, made and asked through HTTP; and a look into the database behind them. */
public final class Household {
    /** A password that is taken, of everybody. */
    public static final String PASSWORD = "correct horse battery staple";

    private static final RandomGenerator RANDOM = RandomGenerator.getDefault();

    static final Path SETUP_TOKEN_FILE = Path.of("target/test-secrets/setup-token");
    /** Read once: the file is gone after the first setup, while {@link #reset} makes the token good again. */
    private static final String SETUP_TOKEN = read(SETUP_TOKEN_FILE);

    private static @Nullable Person admin;

    private Household() {}

    /**
     * Somebody who is signed in.
     *
     * @param accessToken of five minutes
     * @param refreshToken good for one use
     */
    public record Person(UUID id, String email, String accessToken, String refreshToken) {

        /** A request with the access token. */
        public RequestSpecification asks() {
            return given().auth().oauth2(accessToken).contentType("application/json");
        }
    }

    static String setupToken() {
        return SETUP_TOKEN;
    }

    /** An ADMIN, the first one of this household. */
    public static synchronized Person admin() {
        if (admin == null) {
            Map<String, Object> body = Map.of(
                    "setupToken", SETUP_TOKEN, "email", "owner@example.org", "name", "Olga", "password", PASSWORD);
            post("/auth/setup", body).then().statusCode(201);
            admin = signIn("owner@example.org");
        }
        return admin;
    }

    /** Empties the household, and makes the setup token good again. */
    static synchronized void reset() {
        admin = null;
        execute("delete from auth.users");
        execute("update auth.setup_tokens set used_at = null, used_by = null");
    }

    /** Somebody new of that role, signed in. */
    public static Person person(Role role) {
        return signIn(unsigned(role, Map.of()));
    }

    /** Makes a user who has not signed in yet, and returns the address. */
    static String unsigned(Role role, Map<String, Object> more) {
        String email = "p" + UUID.randomUUID() + "@example.org";
        Map<String, Object> body =
                new HashMap<>(Map.of("email", email, "name", "Somebody", "password", PASSWORD, "role", role.name()));
        body.putAll(more);
        admin().asks().body(body).post("/api/v1/users").then().statusCode(201);
        return email;
    }

    /** Signs somebody in by the password of everybody. */
    public static Person signIn(String email) {
        return person(post("/auth/login", Map.of("email", email, "password", PASSWORD)));
    }

    static Person person(Response answer) {
        answer.then().statusCode(200);
        return new Person(
                UUID.fromString(answer.path("user.id")),
                answer.path("user.email"),
                answer.path("accessToken"),
                answer.path("refreshToken"));
    }

    static Response post(String path, Object body) {
        // Each call from another address, since the limits of one are for one household.
        return postFrom("198.18.%d.%d".formatted(RANDOM.nextInt(256), RANDOM.nextInt(256)), path, body);
    }

    /** A call that the gateway says is from that address. */
    static Response postFrom(String address, String path, Object body) {
        return given().header("X-Forwarded-For", address)
                .contentType("application/json")
                .body(body)
                .post("/api/v1" + path);
    }

    static Response refresh(String refreshToken) {
        return post("/auth/token/refresh", Map.of("refreshToken", refreshToken));
    }

    /** Changes the database behind the service's back. */
    static int execute(String sql, Object... parameters) {
        try (Connection connection = TestStores.connect(LoginRole.MEDIANEST_OWNER);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of all rows, as text. */
    static List<String> query(String sql, Object... parameters) {
        try (Connection connection = TestStores.connect(LoginRole.MEDIANEST_OWNER);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            List<String> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
