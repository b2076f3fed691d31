package io.medianest.database;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.util.PSQLException;

/** What the database keeps right by itself. */
@ExtendWith(DatabaseExtension.class)
class TriggersTest {
    private TestDatabase database;
    private UUID user;

    @BeforeEach
    void createUser(TestDatabase given) throws SQLException {
        database = given;
        user = database.createUser(UUID.randomUUID() + "@example.org");
    }

    @Test
    void requestsAndDownloadsNeedAUserToStart() throws SQLException {
        try (Session media = database.connect(LoginRole.MEDIA_SERVICE);
                Session youtube = database.connect(LoginRole.YOUTUBE_SERVICE)) {
            assertRefusedBy(
                    "media_requests_user_id_required",
                    () -> media.execute("insert into media_requests (title, media_type) values ('X', 'movie')"));
            assertRefusedBy(
                    "youtube_downloads_user_id_required",
                    () -> youtube.execute(
                            "insert into youtube_downloads (playlist_url) values ('https://youtube.example/list')"));
        }
    }

    @Test
    void aFilmIsUnderWayOnce() throws SQLException {
        try (Session media = database.connect(LoginRole.MEDIA_SERVICE)) {
            UUID first = request(media, "movie", "11");

            assertRefusedBy("media_requests_active_movie_key", () -> request(media, "movie", "11"));

            media.execute("update media_requests set status = 'failed', failure_reason = 'error' where id = ?", first);
            request(media, "movie", "11");
            assertRefusedBy(
                    "media_requests_active_movie_key",
                    () -> media.execute(
                            "update media_requests set status = 'pending', failure_reason = null where id = ?", first));
        }
    }

    @Test
    void aSeasonIsUnderWayOnceAndFollowsItsRequest() throws SQLException {
        try (Session media = database.connect(LoginRole.MEDIA_SERVICE)) {
            UUID first = request(media, "tv", "12");
            seasons(media, first, 1, 2);
            UUID second = request(media, "tv", "12");
            seasons(media, second, 3);

            assertRefusedBy("media_request_seasons_active_key", () -> seasons(media, second, 2));

            media.execute("update media_requests set status = 'completed' where id = ?", first);
            assertThat(media.rows(
                            "select season_number, active from media_request_seasons where request_id = ? order by 1",
                            first))
                    .containsExactly("1|f", "2|f");
            seasons(media, second, 2);
            assertRefusedBy(
                    "media_request_seasons_active_key",
                    () -> media.execute("update media_requests set status = 'pending' where id = ?", first));
        }
    }

    @Test
    void aSeasonCannotClaimToBeInactiveOrOfAnotherShow() throws SQLException {
        try (Session media = database.connect(LoginRole.MEDIA_SERVICE)) {
            UUID request = request(media, "tv", "13");
            media.execute("""
                    insert into media_request_seasons (request_id, season_number, tmdb_id, active)
                    values (?, 1, '99', false)""", request);
            media.execute(
                    "update media_request_seasons set active = false, tmdb_id = '98' where request_id = ?", request);

            assertThat(media.row("select tmdb_id, active from media_request_seasons where request_id = ?", request))
                    .isEqualTo("13|t");
        }
    }

    @Test
    void theStatusOfAServiceKnowsWhetherItIsEnabled() throws SQLException {
        String enabled = "select enabled from service_status where service_name = ?";
        try (Session monitor = database.connect(LoginRole.MONITOR_SERVICE)) {
            monitor.execute("insert into service_config (service_name, service_url, enabled)"
                    + " values ('plex', 'http://plex', false), ('later', 'http://later', false)");
            monitor.execute("insert into service_status (service_name, enabled) values ('alone', false)");

            assertThat(monitor.row(enabled, "plex")).isEqualTo("f");
            assertThat(monitor.row(enabled, "later")).isEqualTo("f");
            assertThat(monitor.row(enabled, "alone")).isEqualTo("t");

            monitor.execute("update service_config set service_name = 'alone' where service_name = 'plex'");
            assertThat(monitor.row(enabled, "plex")).isEqualTo("t");
            assertThat(monitor.row(enabled, "alone")).isEqualTo("f");

            monitor.execute("update service_config set enabled = true");
            assertThat(monitor.row(enabled, "alone")).isEqualTo("t");
            assertThat(monitor.row(enabled, "later")).isEqualTo("t");
        }
    }

    @Test
    void aServiceIsWatchedAsLongAsItIsConfiguredOrPartOfMediaNest() throws SQLException {
        String due = """
                select s.service_name, p.next_check_at <= now() from probe_schedule p
                join service_status s on s.id = p.service_id where s.service_name in ('plex', 'own') order by 1""";
        try (Session monitor = database.connect(LoginRole.MONITOR_SERVICE)) {
            monitor.execute("update probe_schedule set next_check_at = now() + interval '1 hour'");
            monitor.execute("insert into service_config (service_name, service_url)"
                    + " values ('plex', 'http://plex'), ('own', 'tcp://own:1')");
            assertThat(monitor.rows(due)).containsExactly("own|t", "plex|t");

            monitor.execute("delete from service_config");
            assertThat(monitor.rows(due)).containsExactly("plex|t");
        }
    }

    @Test
    void aServiceIsForgottenWhileWhatWasSeenOfItIsRecorded() throws Exception {
        try (Session recorder = database.connect(LoginRole.MONITOR_SERVICE);
                Session admin = database.connect(LoginRole.MONITOR_SERVICE);
                ExecutorService callers = Executors.newSingleThreadExecutor()) {
            admin.execute("insert into service_config (service_name, service_url) values ('router', 'http://router')");
            String id = admin.row("select id from service_status where service_name = 'router'");
            recorder.connection().setAutoCommit(false);
            recorder.execute("update probe_schedule set lease_owner = null where service_id = ?::int", id);

            Future<Integer> forgotten =
                    callers.submit(() -> admin.execute("delete from service_config where service_name = 'router'"));
            awaitWaiting();
            recorder.execute("update service_status set status = 'online' where id = ?::int", id);
            recorder.connection().commit();

            assertThat(forgotten.get(10, SECONDS)).isOne();
            assertThat(recorder.rows("select id from service_status where id = ?::int", id))
                    .isEmpty();
        }
    }

    private void awaitWaiting() throws SQLException {
        long deadline = System.nanoTime() + SECONDS.toNanos(20);
        try (Session operator = database.connect(LoginRole.OPERATOR)) {
            while (operator.rows("select pid from pg_locks where not granted").isEmpty()) {
                assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void whoeverShouldHearOfAnIncidentIsNotedWithIt() throws SQLException {
        String noted = """
                select c.name, d.event, d.next_attempt_at > now() from alert_deliveries d
                  join alert_channels c on c.id = d.channel_id order by c.name, d.event""";
        try (Session monitor = database.connect(LoginRole.MONITOR_SERVICE)) {
            monitor.execute("""
                    insert into alert_channels (id, name, kind, enabled, destination, services, offline_only, minimum_outage_s)
                    values (gen_random_uuid(), 'all', 'email', true, '{}', null, false, 0),
                           (gen_random_uuid(), 'later', 'email', true, '{}', '["plex", "redis"]', true, 60),
                           (gen_random_uuid(), 'off', 'email', false, '{}', null, false, 0),
                           (gen_random_uuid(), 'others', 'email', true, '{}', '["plexus"]', false, 0)""");
            String begin = "insert into incidents (service_id, severity, started_at, ended_at)"
                    + " select id, ?, now(), case when ? = 'over' then now() end from service_status where service_name = 'plex'";
            monitor.execute(begin, "offline", "lasts");
            assertThat(monitor.rows(noted)).containsExactly("all|down|f", "later|down|t");

            monitor.execute("update alert_deliveries set state = 'skipped' where next_attempt_at > now()");
            monitor.execute("update incidents set ended_at = now() where ended_at is null");
            assertThat(monitor.rows(noted)).containsExactly("all|down|f", "all|up|f", "later|down|t");

            monitor.execute("delete from incidents");
            monitor.execute(begin, "degraded", "over");
            assertThat(monitor.rows(noted)).containsExactly("all|down|f", "all|up|f");
        }
    }

    @Test
    void anOutboxTellsItsRelay() throws SQLException {
        for (LoginRole role : Arrays.asList(
                LoginRole.AUTH_SERVICE,
                LoginRole.MEDIA_SERVICE,
                LoginRole.YOUTUBE_SERVICE,
                LoginRole.MONITOR_SERVICE)) {
            try (Session relay = database.connect(role);
                    Session writer = database.connect(role)) {
                String schema = writer.row("select current_schema()");
                relay.execute("listen outbox_" + schema);

                writer.execute("""
                        insert into outbox_events (id, topic, key, type, aggregate_version, payload, correlation_id)
                        select gen_random_uuid(), 't', 'k', 'x', n, '{}', 'c' from generate_series(1, 3) n""");

                PGNotification[] told =
                        relay.connection().unwrap(PGConnection.class).getNotifications(5000);
                assertThat(told).singleElement().satisfies(notification -> {
                    assertThat(notification.getName()).isEqualTo("outbox_" + schema);
                    assertThat(notification.getParameter()).isEmpty();
                });
            }
        }
    }

    private UUID request(Session media, String type, String tmdbId) throws SQLException {
        UUID id = UUID.randomUUID();
        media.execute(
                "insert into media_requests (id, user_id, title, media_type, tmdb_id) values (?, ?, 'X', ?, ?)",
                id,
                user,
                type,
                tmdbId);
        return id;
    }

    private static void seasons(Session media, UUID request, int... numbers) throws SQLException {
        for (int number : numbers) {
            media.execute(
                    "insert into media_request_seasons (request_id, season_number) values (?, ?)", request, number);
        }
    }

    private static void assertRefusedBy(String constraint, ThrowingCallable statement) {
        assertThatThrownBy(statement)
                .isInstanceOfSatisfying(
                        PSQLException.class,
                        e -> assertThat(e.getServerErrorMessage().getConstraint())
                                .isEqualTo(constraint));
    }
}
