package io.medianest.media.support;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.encryption.FieldCipher;
import io.medianest.media.connection.OverseerrConnection;
import io.medianest.media.connection.OverseerrConnections;
import io.medianest.runtime.security.Role;
import io.medianest.simulators.overseerr.OverseerrOptions;
import io.medianest.simulators.overseerr.OverseerrSimulator;
import io.medianest.testing.stores.Sql;
import io.medianest.testing.stores.TestStores;
import io.medianest.testing.token.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.inject.spi.CDI;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An empty household before each test: no requests, and an Overseerr that knows nobody but its owner, connected.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final Household household = new Household();
 * }</pre>
 */
public final class Household implements BeforeAllCallback, BeforeEachCallback {
    /** More calls than the circuit breaker looks back on. */
    private static final int ENOUGH = 7;

    private static OverseerrSimulator simulator;
    private static UUID observer;
    private static TestTokens tokens;
    private static int lastPlexId = 2_000_000;
    /** Whether a test had to do with Overseerr itself, so that the breaker may have something to forget. */
    private static boolean disturbed = true;

    /** Somebody of the household. */
    public record Member(UUID id, String token, int plexId, String email) {

        /** A request of the API as this person. */
        public RequestSpecification api() {
            return given().auth().oauth2(token).contentType(ContentType.JSON).basePath("/api/v1");
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
        if (tokens == null) {
            simulator = startSimulator();
            tokens = TestTokens.publish(TestStores.jdbcUrl(), "medianest_owner", TestStores.password());
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Sql.run("delete from media.media_requests");
        Sql.run("delete from media.request_rules");
        Sql.run("delete from media.parked_webhooks");
        Sql.run("delete from media.overseerr_users");
        Sql.run("update media.sync_state set lease_until = null where name like 'overseerr-change-%'");
        RedisKeys.remove("media:titles*");
        simulator.reset();
        simulator.options(OverseerrOptions.DEFAULT);
        if (observer == null) {
            observer = stranger(Role.USER).id();
        }
        if (disturbed) {
            connect();
            disturbed = false;
        }
    }

    /** The simulated Overseerr, for having it fail: the next test waits until it is trusted again. */
    public OverseerrSimulator overseerr() {
        disturbed = true;
        return simulator;
    }

    /** The simulated Overseerr, to look into, and to do there what people do without its failing. */
    public OverseerrSimulator quietOverseerr() {
        return simulator;
    }

    /** The tokens, for making hostile ones. */
    public TestTokens tokens() {
        return tokens;
    }

    /** A new person who signs in with Plex and whom Overseerr knows too. */
    public Member member(Role role) {
        Member member = stranger(role);
        simulator.users().addPlexUser(member.plexId(), "plex-" + member.plexId(), member.email());
        return member;
    }

    /** A new person who signs in with Plex and whom Overseerr does not know yet. */
    public synchronized Member stranger(Role role) {
        int plexId = ++lastPlexId;
        return insert(role, plexId, "person" + plexId + "@example.org");
    }

    /** A new person without a Plex account. */
    public synchronized Member local(Role role, String email) {
        return insert(role, null, email);
    }

    /** Has an ADMIN configure Overseerr, with the right key, and waits until it is used. */
    public void connect() {
        connect(simulator.baseUrl(), simulator.apiKey());
        awaitSearch(200);
    }

    /** Has an ADMIN configure Overseerr, and waits until that is what the service uses. */
    public void connect(String url, String key) {
        disturbed = true;
        var wanted = new OverseerrConnection(URI.create(url), key);
        Path keyset =
                Path.of(ConfigProvider.getConfig().getValue("medianest.secrets.connections-keyset-file", String.class));
        String sealed = FieldCipher.fromKeysetFile(keyset).encrypt(key, "service_config.api_key:overseerr");
        Sql.run(
                "insert into monitor.service_config (service_name, service_url, api_key, config_data)"
                        + " values ('overseerr', ?, ?, '{\"adoptRequests\":false}')"
                        + " on conflict (service_name) do update set service_url = excluded.service_url,"
                        + " api_key = excluded.api_key, config_data = excluded.config_data, enabled = true",
                url,
                sealed);
        awaitInUse(Optional.of(wanted));
    }

    private static void awaitInUse(Optional<OverseerrConnection> wanted) {
        var connections = CDI.current().select(OverseerrConnections.class).get();
        Awaitility.await("the service uses what is configured")
                .until(() -> connections.current().equals(wanted));
    }

    /** Has an ADMIN decide whether requests made in Overseerr itself are taken over; until this test ends. */
    public void adopt(boolean wanted) {
        disturbed = true;
        Sql.run("update monitor.service_config set config_data = '{\"adoptRequests\":" + wanted + "}'"
                + " where service_name = 'overseerr'");
    }

    /** Asks for a title in Overseerr itself, as one of its people, and has its owner approve that if wanted. */
    public int askThere(Member member, Map<String, Object> body, boolean approved) {
        int account = simulator.users().all().stream()
                .filter(user -> Objects.equals(user.plexId(), member.plexId()))
                .findFirst()
                .orElseThrow()
                .id();
        int id = there().header("X-API-User", account)
                .body(body)
                .post("/request")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        if (approved) {
            there().post("/request/{id}/approve", id).then().statusCode(200);
        }
        return id;
    }

    private static RequestSpecification there() {
        disturbed = true;
        return given().baseUri(simulator.baseUrl())
                .port(URI.create(simulator.baseUrl()).getPort())
                .basePath("/api/v1")
                .contentType(ContentType.JSON)
                .header("X-Api-Key", simulator.apiKey());
    }

    /** Has an ADMIN remove Overseerr's configuration, and waits until it is not used any more. */
    public void disconnect() {
        disturbed = true;
        Sql.run("delete from monitor.service_config where service_name = 'overseerr'");
        awaitInUse(Optional.empty());
        awaitSearch(503);
    }

    /** Waits until searching is answered with that status, so often that the breaker has forgotten what was before. */
    public void awaitSearch(int status) {
        String token = tokens.of(observer, Role.USER);
        Awaitility.await("search answers " + status).untilAsserted(() -> {
            for (int i = 0; i < ENOUGH; i++) {
                assertThat(given().auth()
                                .oauth2(token)
                                .basePath("/api/v1")
                                .queryParam("query", "something that nobody remembers " + UUID.randomUUID())
                                .get("/media/search")
                                .statusCode())
                        .isEqualTo(status);
            }
        });
    }

    /** Asks for a film, and answers with the new request's id. */
    public String film(Member member, int tmdbId) {
        return ask(member, Map.of("mediaType", "movie", "tmdbId", Integer.toString(tmdbId)));
    }

    /** Asks for seasons of a series, and answers with the new request's id. */
    public String seasons(Member member, int tmdbId, Object seasons) {
        return ask(member, Map.of("mediaType", "tv", "tmdbId", Integer.toString(tmdbId), "seasons", seasons));
    }

    /** Reads a request as somebody. */
    public Response read(Member member, String id) {
        return member.api().get("/media-requests/{id}", id);
    }

    /** Waits until a request has that status. */
    public void awaitStatus(Member member, String id, String status) {
        Awaitility.await(id + " is " + status)
                .untilAsserted(() -> assertThat(read(member, id).jsonPath().getString("status"))
                        .isEqualTo(status));
    }

    /** Vert.x finds its parts by the thread's class loader, which in a Quarkus test need not be this class's. */
    private static OverseerrSimulator startSimulator() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(OverseerrSimulator.class.getClassLoader());
        try {
            return OverseerrSimulator.start(0);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static String ask(Member member, Map<String, Object> body) {
        return member.api()
                .body(body)
                .post("/media-requests")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Member insert(Role role, Integer plexId, String email) {
        UUID id = UUID.randomUUID();
        Sql.run(
                "insert into auth.users (id, email, name, role, plex_id, email_verified_at) values (?, ?, ?, ?, ?, now())",
                id,
                email,
                role.name().toLowerCase(Locale.ROOT) + " " + id,
                role.name(),
                plexId == null ? null : plexId.toString());
        return new Member(id, tokens.of(id, role), plexId == null ? 0 : plexId, email);
    }
}
