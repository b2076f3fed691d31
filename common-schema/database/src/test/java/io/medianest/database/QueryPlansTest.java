package io.medianest.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The indexes are used by the queries they are made for. The planner needs enough rows to prefer them. */
@ExtendWith(DatabaseExtension.class)
class QueryPlansTest {
    private TestDatabase database;
    private UUID user;

    @BeforeEach
    void fill(TestDatabase given) throws SQLException {
        database = given;
        try (Session superuser = database.superuser()) {
            if (superuser.rows("select 1 from auth.users limit 1").isEmpty()) {
                fill(superuser);
            }
            user = UUID.fromString(superuser.row("select id from auth.users limit 1"));
        }
    }

    private static void fill(Session superuser) throws SQLException {
        // Without the triggers: an audit row for each of these would take most of the test's time.
        superuser.execute("set session_replication_role = replica");
        superuser.execute("""
                insert into auth.users (email, status, last_login_at)
                select n || '@example.org', case when n % 10 = 0 then 'active' else 'suspended' end,
                       now() - n * interval '1 minute'
                  from generate_series(1, 5000) n""");
        superuser.execute("""
                insert into media.media_requests (user_id, title, media_type, tmdb_id, status, created_at)
                select u.id, 'Title ' || n, 'tv', (n + 1)::text,
                       case when n % 20 = 0 then 'pending' else 'completed' end, now() - n * interval '1 second'
                  from generate_series(1, 20000) n
                  join (select id, row_number() over () as number from auth.users) u on u.number = n % 500 + 1""");
        superuser.execute("""
                insert into monitor.service_status (service_name, last_check_at, enabled)
                select 's' || n, now() - n * interval '1 second', n % 10 = 0 from generate_series(1, 3000) n""");
        superuser.execute("analyze auth.users, media.media_requests, monitor.service_status");
    }

    @Test
    void openRequestsNewestFirst() throws SQLException {
        assertThat(plan("""
                        select id from media.media_requests where status <> 'completed'
                         order by created_at desc, id desc limit 20""")).contains("media_requests_open_created_at_idx").doesNotContain("Sort");
    }

    @Test
    void theNextPageOfOpenRequests() throws SQLException {
        assertThat(plan("""
                        select id from media.media_requests
                         where status <> 'completed'
                           and (created_at, id) < (now(), 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
                         order by created_at desc, id desc limit 21"""))
                .contains("media_requests_open_created_at_idx", "Index Cond: (ROW(created_at, id) <")
                .doesNotContain("Sort");
    }

    @Test
    void somebodysRequestsNewestFirst() throws SQLException {
        assertThat(plan("""
                        select id from media.media_requests where user_id = '%s'
                           and (created_at, id) < (now(), 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
                         order by created_at desc, id desc limit 21""".formatted(user)))
                .contains("media_requests_user_id_created_at_idx")
                .doesNotContain("Sort");
    }

    @Test
    void requestsOfOneStatusNewestFirst() throws SQLException {
        assertThat(plan("""
                        select id from media.media_requests where status = 'pending'
                         order by created_at desc, id desc limit 20""")).contains("media_requests_status_created_at_idx").doesNotContain("Sort");
    }

    @Test
    void requestsOfOnePhaseNewestFirst() throws SQLException {
        assertThat(plan("""
                        select id from media.media_requests where phase = 'pending'
                         order by created_at desc, id desc limit 20""")).contains("media_requests_phase_created_at_idx").doesNotContain("Sort");
    }

    @Test
    void whatEndedLongAgo() throws SQLException {
        assertThat(plan("""
                        select id from media.media_requests
                         where status in ('completed', 'failed')
                           and coalesce(completed_at, updated_at) < now() - interval '180 days'
                         order by coalesce(completed_at, updated_at) limit 100""")).contains("media_requests_ended_at_idx").doesNotContain("Sort");
    }

    @Test
    void duplicatesOfATitle() throws SQLException {
        assertThat(plan("select id from media.media_requests where tmdb_id = '603' and media_type = 'tv'"))
                .contains("media_requests_tmdb_id_media_type_idx");
    }

    @Test
    void aPartOfATitle() throws SQLException {
        assertThat(plan("select id from media.media_requests where title ilike '%tle 1234%'"))
                .contains("media_requests_title_trgm_idx");
    }

    @Test
    void activeUsersByLastSignIn() throws SQLException {
        assertThat(plan("select id from auth.users where status = 'active' order by last_login_at desc limit 20"))
                .contains("users_active_last_login_at_idx")
                .doesNotContain("Sort");
    }

    @Test
    void aUserByAddressWhateverItsCase() throws SQLException {
        assertThat(plan("select id from auth.users where lower(email) = lower('17@Example.ORG')"))
                .contains("users_email_key");
    }

    @Test
    void enabledServicesByLastCheck() throws SQLException {
        assertThat(plan("""
                        select id from monitor.service_status where enabled = true and last_check_at < now() - interval '30 seconds'
                         order by last_check_at limit 10"""))
                .contains("service_status_enabled_last_check_at_idx")
                .doesNotContain("Sort");
    }

    private String plan(String query) throws SQLException {
        try (Session owner = database.connect(LoginRole.MEDIANEST_OWNER)) {
            return String.join("\n", owner.rows("explain " + query));
        }
    }
}
