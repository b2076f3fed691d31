package io.medianest.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What refers to what, and what becomes of it when the row referred to goes. */
@ExtendWith(DatabaseExtension.class)
class ForeignKeysTest {
    private TestDatabase database;

    @BeforeEach
    void use(TestDatabase given) {
        database = given;
    }

    @Test
    void areTheseAndNoOthers() throws SQLException {
        try (Session operator = database.connect(LoginRole.OPERATOR)) {
            assertThat(operator.rows("""
                            select c.conname, c.confrelid::regclass,
                                   case c.confdeltype when 'c' then 'cascade' when 'n' then 'set null' end
                              from pg_constraint c
                             where c.contype = 'f' and c.conparentid = 0
                             order by c.confrelid::regclass::text, c.conname"""))
                    .containsExactly(
                            "alert_deliveries_channel_id_fkey|alert_channels|cascade",
                            "session_tokens_device_id_fkey|devices|cascade",
                            "sessions_device_id_fkey|devices|cascade",
                            "alert_deliveries_incident_id_fkey|incidents|cascade",
                            "library_collection_items_collection_key_fkey|library_collections|cascade",
                            "library_collections_section_key_fkey|library_sections|cascade",
                            "library_openings_section_key_fkey|library_sections|cascade",
                            "library_shares_section_key_fkey|library_sections|cascade",
                            "library_titles_section_key_fkey|library_sections|cascade",
                            "library_collection_items_rating_key_fkey|library_titles|cascade",
                            "library_seasons_show_key_fkey|library_titles|cascade",
                            "media_request_history_request_id_fkey|media_requests|cascade",
                            "media_request_seasons_request_id_fkey|media_requests|cascade",
                            "request_followers_request_id_fkey|media_requests|cascade",
                            "recovery_codes_user_id_fkey|second_factors|cascade",
                            "incidents_service_id_fkey|service_status|cascade",
                            "maintenance_windows_service_id_fkey|service_status|cascade",
                            "probe_schedule_service_id_fkey|service_status|cascade",
                            "service_rollups_service_id_fkey|service_status|cascade",
                            "service_state_intervals_service_id_fkey|service_status|cascade",
                            "accounts_user_id_fkey|users|cascade",
                            "alert_channels_updated_by_fkey|users|set null",
                            "api_keys_user_id_fkey|users|cascade",
                            "dead_letter_marks_marked_by_fkey|users|set null",
                            "devices_user_id_fkey|users|cascade",
                            "error_groups_resolved_by_fkey|users|set null",
                            "error_logs_user_id_fkey|users|set null",
                            "job_requests_requested_by_fkey|users|set null",
                            "library_openings_opened_by_fkey|users|set null",
                            "local_credentials_user_id_fkey|users|cascade",
                            "mail_outbox_user_id_fkey|users|cascade",
                            "maintenance_windows_created_by_fkey|users|set null",
                            "media_request_history_actor_id_fkey|users|set null",
                            "media_requests_decided_by_fkey|users|set null",
                            "media_requests_user_id_fkey|users|set null",
                            "overseerr_users_user_id_fkey|users|cascade",
                            "plex_pins_user_id_fkey|users|cascade",
                            "rate_limits_user_id_fkey|users|cascade",
                            "request_followers_user_id_fkey|users|cascade",
                            "request_rules_user_id_fkey|users|cascade",
                            "second_factors_user_id_fkey|users|cascade",
                            "security_events_user_id_fkey|users|cascade",
                            "service_config_updated_by_fkey|users|set null",
                            "session_tokens_user_id_fkey|users|cascade",
                            "sessions_user_id_fkey|users|cascade",
                            "setup_tokens_used_by_fkey|users|set null",
                            "youtube_downloads_user_id_fkey|users|set null",
                            "youtube_download_items_stored_video_id_fkey|videos|set null",
                            "youtube_download_items_download_id_fkey|youtube_downloads|cascade");
        }
    }

    /** Else deleting a user reads whole tables. The one-row table of the setup token needs none. */
    @Test
    void areBackedByIndexes() throws SQLException {
        try (Session operator = database.connect(LoginRole.OPERATOR)) {
            assertThat(operator.rows("""
                            select c.conname
                              from pg_constraint c
                             where c.contype = 'f' and c.conparentid = 0
                               and not exists (select from pg_index i
                                                where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1])""")).containsExactly("setup_tokens_used_by_fkey");
        }
    }

    @Test
    void actWhenAuthServicePurgesAUser() throws SQLException {
        UUID user = database.createUser("purged@example.org");
        fillSlicesFor(user);

        try (Session auth = database.connect(LoginRole.AUTH_SERVICE)) {
            assertThat(auth.execute("delete from users where id = ?", user)).isEqualTo(1);
        }

        try (Session operator = database.connect(LoginRole.OPERATOR)) {
            assertThat(operator.row("""
                            select (select count(*) from accounts) + (select count(*) from sessions)
                                 + (select count(*) from session_tokens) + (select count(*) from devices)
                                 + (select count(*) from mail_outbox) + (select count(*) from recovery_codes)
                                 + (select count(*) from local_credentials) + (select count(*) from api_keys)
                                 + (select count(*) from rate_limits) + (select count(*) from security_events)
                                 + (select count(*) from request_followers) + (select count(*) from overseerr_users)
                                 + (select count(*) from request_rules)""")).isEqualTo("0");
            assertThat(operator.rows("select title, user_id, decided_by from media_requests"))
                    .containsExactly("Kept||");
            assertThat(operator.rows("select to_status, actor_id from media_request_history"))
                    .containsExactly("pending|");
            assertThat(operator.rows("select playlist_title, user_id from youtube_downloads"))
                    .containsExactly("Kept|");
            assertThat(operator.rows("select error_code, user_id from error_logs"))
                    .containsExactly("KEPT|");
            assertThat(operator.rows("select service_name, updated_by from service_config"))
                    .containsExactly("plex|");
            assertThat(operator.rows("select id, used_by from setup_tokens")).containsExactly("1|");
        }
    }

    private void fillSlicesFor(UUID user) throws SQLException {
        UUID device = UUID.randomUUID();
        UUID request = UUID.randomUUID();
        try (Session auth = database.connect(LoginRole.AUTH_SERVICE)) {
            auth.execute("""
                    insert into accounts (user_id, type, provider, provider_account_id)
                    values (?, 'credentials', 'local', 'me')""", user);
            auth.execute("insert into local_credentials (user_id, password_hash) values (?, '$argon2id$x')", user);
            auth.execute("insert into devices (id, user_id, expires_at) values (?, ?, now())", device, user);
            auth.execute("insert into sessions (user_id, session_token, expires) values (?, 'v1:a', now())", user);
            auth.execute("""
                    insert into session_tokens (user_id, token_hash, expires_at, device_id, family_id)
                    values (?, 'v1:b', now(), ?, gen_random_uuid())""", user, device);
            auth.execute("""
                    insert into mail_outbox (id, user_id, sealed_letter, expires_at, correlation_id)
                    values (gen_random_uuid(), ?, 'sealed', now(), 'c')""", user);
            auth.execute("insert into second_factors (user_id, sealed_secret) values (?, 'sealed')", user);
            auth.execute("insert into recovery_codes (code_hash, user_id) values ('v1:e', ?)", user);
            auth.execute("insert into rate_limits (user_id, endpoint) values (?, 'x')", user);
            auth.execute("insert into security_events (user_id, type) values (?, 'signed-in')", user);
            auth.execute("""
                    insert into api_keys (user_id, name, key_hash, key_prefix, scopes)
                    values (?, 'x', 'v1:c', 'mn', '{read}')""", user);
            auth.execute("insert into setup_tokens (token_hash, used_at, used_by) values ('v1:d', now(), ?)", user);
        }
        try (Session media = database.connect(LoginRole.MEDIA_SERVICE)) {
            media.execute("""
                    insert into media_requests (id, user_id, title, media_type, decided_by)
                    values (?, ?, 'Kept', 'movie', ?)""", request, user, user);
            media.execute("""
                    insert into media_request_history (request_id, actor_id, source, to_status)
                    values (?, ?, 'user', 'pending')""", request, user);
            media.execute("insert into request_followers (request_id, user_id) values (?, ?)", request, user);
            media.execute("insert into request_rules (user_id, open_limit) values (?, 3)", user);
            media.execute(
                    "insert into overseerr_users (user_id, overseerr_user_id, matched_by) values (?, 2, 'plex')", user);
        }
        try (Session youtube = database.connect(LoginRole.YOUTUBE_SERVICE)) {
            youtube.execute("""
                    insert into youtube_downloads (user_id, playlist_url, playlist_title)
                    values (?, 'https://youtube.example/list', 'Kept')""", user);
        }
        try (Session monitor = database.connect(LoginRole.MONITOR_SERVICE)) {
            monitor.execute("""
                    insert into error_logs (correlation_id, user_id, error_code, error_message, request_path,
                                            request_method)
                    values ('c', ?, 'KEPT', 'm', '/x', 'GET')""", user);
            monitor.execute("""
                    insert into service_config (service_name, service_url, updated_by)
                    values ('plex', 'http://plex:32400', ?)""", user);
        }
    }
}
