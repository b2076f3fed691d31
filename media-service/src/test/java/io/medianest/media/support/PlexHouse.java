package io.medianest.media.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.encryption.FieldCipher;
import io.medianest.media.support.Household.Member;
import io.medianest.plex.PlexConnections;
import io.medianest.simulators.overseerr.OverseerrSimulator;
import io.medianest.simulators.plex.PlexSimulator;
import io.medianest.testing.stores.Sql;
import io.quarkus.arc.Arc;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A simulated Plex that is new before each test, and nothing known of it; and TMDB's pictures, as the simulated Overseerr
 * has them. Plex is connected by {@link #connect}.
 */
public final class PlexHouse implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private static PlexSimulator plex;
    private static OverseerrSimulator tmdb;

    @Override
    public void beforeAll(ExtensionContext context) {
        if (plex == null) {
            plex = inItsLoader(() -> PlexSimulator.start(
                    "127.0.0.1", Integer.getInteger(MediaTestResource.PLEX_TV_PORT), 0, "/media/youtube"));
            tmdb = inItsLoader(() -> OverseerrSimulator.start(Integer.getInteger(MediaTestResource.TMDB_PORT)));
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        disconnect();
        plex.reset();
        tmdb.reset();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        disconnect();
    }

    /** The simulated Plex. */
    public PlexSimulator plex() {
        return plex;
    }

    /** Who answers for TMDB. */
    public OverseerrSimulator tmdb() {
        return tmdb;
    }

    /** Has an ADMIN configure Plex, and waits until all libraries have been gone through. */
    public void connect() {
        enter(plex.server().baseUrl(), plex.owner().token());
        awaitSweep();
    }

    /** Has an ADMIN configure Plex. */
    public void enter(String url, String token) {
        Path keyset =
                Path.of(ConfigProvider.getConfig().getValue("medianest.secrets.connections-keyset-file", String.class));
        String sealed = FieldCipher.fromKeysetFile(keyset).encrypt(token, "service_config.api_key:plex");
        Sql.run(
                "insert into monitor.service_config (service_name, service_url, api_key) values ('plex', ?, ?)"
                        + " on conflict (service_name) do update set service_url = excluded.service_url,"
                        + " api_key = excluded.api_key, enabled = true",
                url,
                sealed);
        refresh();
    }

    /** Has everything gone through again, and waits for it. */
    public void sweep() {
        Sql.run("update media.library_sections set swept_at = null");
        awaitSweep();
    }

    /** The libraries of those keys are shared with somebody at plex.tv. */
    public void share(Member member, String... sections) {
        plex.accounts().add(member.plexId(), "plexer" + member.plexId(), member.email(), Set.of(sections));
    }

    /** Waits until somebody sees exactly these libraries. */
    public void awaitLibraries(Member member, String... titles) {
        Awaitility.await("libraries of " + member.email())
                .untilAsserted(() -> assertThat(libraries(member)).containsExactly(titles));
    }

    /** The titles of a list that somebody sees. */
    public List<String> titles(Member member, String path) {
        return member.api().get(path).then().statusCode(200).extract().path("items.title");
    }

    private List<String> libraries(Member member) {
        return titles(member, "/library");
    }

    private static void refresh() {
        Arc.container().instance(PlexConnections.class).get().refresh().await().atMost(Duration.ofSeconds(10));
    }

    private static void awaitSweep() {
        Awaitility.await("libraries were gone through")
                .until(() -> Sql.value(
                                "select count(*) > 0 and bool_and(swept_at is not null) from media.library_sections")
                        .equals("t"));
    }

    /** Waits until no round is under way, so that none writes what is deleted here. */
    private static void disconnect() {
        Sql.run("delete from monitor.service_config where service_name = 'plex'");
        refresh();
        Awaitility.await("no round is under way").until(() -> {
            Sql.run("delete from media.library_sections");
            Sql.run("update media.sync_state set cursor = null, last_success_at = null where name = 'plex-library'"
                    + " and lease_until is null");
            return Sql.value("select (select count(*) from media.library_sections)"
                            + " + (select count(*) from media.sync_state where name = 'plex-library'"
                            + " and (last_success_at is not null or lease_until is not null))")
                    .equals("0");
        });
    }

    /** Vert.x finds its parts by the thread's class loader, which in a Quarkus test need not be this class's. */
    private static <T> T inItsLoader(Supplier<T> start) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(PlexSimulator.class.getClassLoader());
        try {
            return start.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
