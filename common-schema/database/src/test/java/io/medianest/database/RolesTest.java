package io.medianest.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may do what: each service writes its own slice and sees of the others what a view shows. */
@ExtendWith(DatabaseExtension.class)
class RolesTest {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private TestDatabase database;

    @BeforeEach
    void use(TestDatabase given) {
        database = given;
    }

    /** Everything in the slices that the role may do anything with, from the catalogue. */
    private List<String> rightsOutside(LoginRole role, String ownSchema) throws SQLException {
        try (Session owner = database.connect(LoginRole.MEDIANEST_OWNER)) {
            return owner.rows("""
                    select n.nspname || '.' || c.relname || ': '
                           || concat_ws(', ', case when has_table_privilege(r.rolname, c.oid, 'SELECT') then 'select' end,
                                        case when has_table_privilege(r.rolname, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
                                             then 'write' end)
                      from pg_class c
                      join pg_namespace n on n.oid = c.relnamespace
                      cross join pg_roles r
                     where r.rolname = ? and c.relkind in ('r', 'p', 'v')
                       and n.nspname in ('auth', 'media', 'youtube', 'monitor', 'audit', 'migrations')
                       and n.nspname <> ?
                       and (has_table_privilege(r.rolname, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
                            or has_any_column_privilege(r.rolname, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES'))
                     order by 1""", role.roleName(), ownSchema);
        }
    }

    @Test
    void servicesSeeOnlyTheViewsGrantedToThem() throws SQLException {
        assertThat(rightsOutside(LoginRole.AUTH_SERVICE, "auth"))
                .containsExactly(
                        "audit.person_changes: select",
                        "media.person_follows: select",
                        "media.person_overseerr_account: select",
                        "media.person_request_rules: select",
                        "media.person_request_steps: select",
                        "media.person_requests: select",
                        "monitor.person_errors: select",
                        "monitor.plex_server: select",
                        "youtube.person_download_items: select",
                        "youtube.person_downloads: select");
        assertThat(rightsOutside(LoginRole.MEDIA_SERVICE, "media"))
                .containsExactly(
                        "auth.active_revocations: select",
                        "auth.plex_installation: select",
                        "auth.public_keys: select",
                        "auth.user_directory: select",
                        "auth.user_directory_media: select",
                        "monitor.service_connections: select");
        assertThat(rightsOutside(LoginRole.YOUTUBE_SERVICE, "youtube"))
                .containsExactly(
                        "auth.active_revocations: select",
                        "auth.plex_installation: select",
                        "auth.public_keys: select",
                        "auth.user_directory: select",
                        "monitor.service_connections: select");
        assertThat(rightsOutside(LoginRole.MONITOR_SERVICE, "monitor"))
                .containsExactly(
                        "audit.changes: select",
                        "auth.active_revocations: select",
                        "auth.job_states: select",
                        "auth.public_keys: select",
                        "auth.session_counts: select",
                        "auth.user_directory: select",
                        "media.job_states: select",
                        "media.request_counts: select",
                        "media.request_summaries: select",
                        "youtube.download_counts: select",
                        "youtube.download_summaries: select");
        assertThat(rightsOutside(LoginRole.GATEWAY, "none"))
                .containsExactly("auth.active_revocations: select", "auth.public_keys: select");
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH_SERVICE, auth, security_events",
        "MEDIA_SERVICE, media, media_request_history",
        "YOUTUBE_SERVICE, youtube, none",
        "MONITOR_SERVICE, monitor, none"
    })
    void servicesWriteEveryTableOfTheirSliceButTheirLogs(LoginRole role, String schema, String log)
            throws SQLException {
        try (Session owner = database.connect(LoginRole.MEDIANEST_OWNER)) {
            assertThat(owner.rows("""
                            select c.relname from pg_class c
                             where c.relnamespace = ?::regnamespace and c.relkind in ('r', 'p')
                               and not (has_table_privilege(?, c.oid, 'SELECT') and has_table_privilege(?, c.oid, 'INSERT')
                                        and has_table_privilege(?, c.oid, 'UPDATE')
                                        and has_table_privilege(?, c.oid, 'DELETE'))""", schema, role.roleName(), role.roleName(), role.roleName(), role.roleName()))
                    .isEqualTo(log.equals("none") ? List.of() : List.of(log));
            assertThat(owner.rows("""
                            select sequencename from pg_sequences
                             where schemaname = ?
                               and not has_sequence_privilege(?, format('%I.%I', schemaname, sequencename), 'USAGE')""", schema, role.roleName())).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                AUTH_SERVICE    | update media.media_requests set status = 'approved'
                AUTH_SERVICE    | select api_key from monitor.service_connections
                AUTH_SERVICE    | delete from audit.change_log
                AUTH_SERVICE    | update security_events set suspicious = false
                MEDIA_SERVICE   | select email from auth.users
                MEDIA_SERVICE   | update auth.users set role = 'ADMIN'
                MEDIA_SERVICE   | update auth.user_directory set role = 'ADMIN'
                MEDIA_SERVICE   | insert into auth.rate_limits (user_id, endpoint) values (gen_random_uuid(), 'x')
                MEDIA_SERVICE   | delete from auth.keyed_limits
                MEDIA_SERVICE   | update monitor.service_connections set service_url = 'http://evil'
                MEDIA_SERVICE   | delete from media_request_history
                MEDIA_SERVICE   | select * from audit.changes
                YOUTUBE_SERVICE | select * from media.media_requests
                YOUTUBE_SERVICE | select email from auth.user_directory_media
                YOUTUBE_SERVICE | delete from auth.outbox_events
                MONITOR_SERVICE | select private_key from auth.signing_keys
                MONITOR_SERVICE | insert into audit.change_log select * from audit.change_log
                MONITOR_SERVICE | update auth.users set status = 'suspended'
                MONITOR_SERVICE | update auth.job_states set requested_at = now()
                MEDIA_SERVICE   | select auth.request_job('clean-up')
                GATEWAY         | select id from auth.user_directory
                GATEWAY         | select token_hash from auth.session_tokens
                GATEWAY         | select * from auth.take_rate_limit(gen_random_uuid(), 'x', 1)
                GATEWAY         | select * from auth.take_keyed_limit('x', 1, 1, 1)
                OPERATOR        | update users set role = 'ADMIN'
                OPERATOR        | delete from error_logs
                OPERATOR        | select * from audit.hash_keys
                OPERATOR        | select audit.keyed_hash('somebody@example.org')
                OPERATOR        | select * from auth.take_rate_limit(gen_random_uuid(), 'x', 1)
                OPERATOR        | select * from auth.take_keyed_limit('x', 1, 1, 1)
                """)
    void refusesTheRest(LoginRole role, String statement) throws SQLException {
        try (Session session = database.connect(role)) {
            assertThatThrownBy(() -> session.execute(statement))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
        }
    }

    @ParameterizedTest
    @EnumSource(value = LoginRole.class, mode = EnumSource.Mode.EXCLUDE, names = "MEDIANEST_OWNER")
    void onlyTheOwnerChangesTheSchema(LoginRole role) throws SQLException {
        try (Session session = database.connect(role)) {
            for (String statement : List.of(
                    "create table public.mine (id int)",
                    "create temporary table mine (id int)",
                    "create schema mine",
                    "create role mine",
                    "alter table media.media_requests disable trigger all",
                    "select audit.watch('auth.users', '{id}')")) {
                assertThatThrownBy(() -> session.execute(statement))
                        .as(statement)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
            }
        }
    }

    @Test
    void mediaServiceSeesAnAddressOnlyWhereItIsVerified() throws SQLException {
        UUID verified = database.createUser("verified@example.org");
        UUID claimed = database.createUser("claimed@example.org");
        try (Session auth = database.connect(LoginRole.AUTH_SERVICE)) {
            auth.execute("update users set email_verified_at = now(), plex_id = '7' where id = ?", verified);
        }

        try (Session media = database.connect(LoginRole.MEDIA_SERVICE)) {
            String query = "select status, role, plex_id, email from auth.user_directory_media where id = ?";
            assertThat(media.row(query, verified)).isEqualTo("active|USER|7|verified@example.org");
            assertThat(media.row(query, claimed)).isEqualTo("active|USER||");
        }
    }

    @Test
    void publicKeysShowNoPrivateOneAndNoLongRetiredOne() throws SQLException {
        try (Session auth = database.connect(LoginRole.AUTH_SERVICE)) {
            auth.execute("""
                    insert into signing_keys (kid, public_jwk, private_key, state, expires_at)
                    values ('now', '{"kty":"EC"}', 'sealed', 'current', null),
                           ('soon', '{"kty":"EC"}', 'sealed', 'next', null),
                           ('just', '{"kty":"EC"}', null, 'retired', now() + interval '4 minutes'),
                           ('gone', '{"kty":"EC"}', null, 'retired', now() - interval '1 second')""");
        }

        try (Session gateway = database.connect(LoginRole.GATEWAY)) {
            assertThat(gateway.rows("select kid, state from auth.public_keys order by kid"))
                    .containsExactly("just|retired", "now|current", "soon|next");
        }
    }

    @Test
    void revocationsEndByThemselves() throws SQLException {
        UUID user = UUID.randomUUID();
        try (Session auth = database.connect(LoginRole.AUTH_SERVICE)) {
            auth.execute("""
                    insert into revocations (kind, subject_id, version, until)
                    values ('user', ?, 3, now() + interval '5 minutes'),
                           ('session', gen_random_uuid(), null, now() - interval '1 second')""", user);
        }

        try (Session gateway = database.connect(LoginRole.GATEWAY)) {
            assertThat(gateway.rows("select kind, subject_id, version from auth.active_revocations"))
                    .containsExactly("user|" + user + "|3");
        }
    }

    @Test
    void aStrangerOfTheClusterGetsNoConnection() throws SQLException {
        try (Session superuser = database.superuser()) {
            superuser.execute("create role stranger login password 'stranger-of-the-tests'");
            assertThatThrownBy(() -> new Session(database.url(), "stranger", "stranger-of-the-tests"))
                    .hasMessageContaining("permission denied for database");
            superuser.execute("drop role stranger");
        }
    }
}
