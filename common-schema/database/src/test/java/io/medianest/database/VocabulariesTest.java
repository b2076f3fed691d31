package io.medianest.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;

/** Each vocabulary and range that the seed names, on both sides of its limit. */
@ExtendWith(DatabaseExtension.class)
class VocabulariesTest {
    private Session owner;

    /** One row of each table to be changed; undone afterwards. */
    @BeforeEach
    void fill(TestDatabase database) throws SQLException {
        UUID user = UUID.randomUUID();
        owner = database.connect(LoginRole.MEDIANEST_OWNER);
        owner.connection().setAutoCommit(false);
        owner.execute("insert into auth.users (id, email) values (?, 'somebody@example.org')", user);
        owner.execute("""
                insert into auth.accounts (user_id, type, provider, provider_account_id)
                values (?, 'oauth', 'plex', '1')""", user);
        owner.execute("insert into auth.rate_limits (user_id, endpoint) values (?, 'x')", user);
        owner.execute("insert into auth.verification_tokens values ('email:x@example.org', 'v1:h', now())");
        owner.execute("""
                insert into media.media_requests (user_id, title, media_type, tmdb_id)
                values (?, 'X', 'movie', '603')""", user);
        owner.execute("insert into media.request_rules (role) values ('USER')");
        owner.execute("""
                insert into media.media_request_history (request_id, source, to_status)
                select id, 'user', 'pending' from media.media_requests""");
        owner.execute("""
                insert into media.library_sections (key, server_id, media_type, title)
                values ('1', 'here', 'movie', 'Films')""");
        owner.execute("""
                insert into media.library_titles (rating_key, section_key, media_type, title, sort_title, search_text,
                                                  added_at, recent_at, updated_at)
                values (7, '1', 'tv', 'X', 'x', 'x', now(), now(), now())""");
        owner.execute("insert into media.library_seasons values (7, 1, 8, 'Season 1', 10, null, now())");
        owner.execute("insert into media.library_collections values (9, '1', 'X', 'x', null, null, 0, now())");
        owner.execute("""
                insert into youtube.youtube_downloads (user_id, playlist_url)
                values (?, 'https://youtube.example/list')""", user);
        owner.execute("""
                insert into youtube.videos (video_id, quality, file_path, file_bytes, title)
                values ('dQw4w9WgXcQ', 'best', 'Mix/01 X [dQw4w9WgXcQ].mp4', 1, 'X')""");
        owner.execute("insert into youtube.removals (folder) values ('Mix')");
        owner.execute("insert into monitor.service_config (service_name, service_url) values ('plex', 'http://plex')");
        owner.execute(
                "insert into monitor.dead_letter_marks (id, state) values ('medianest.users.dlq-0-1', 'replayed')");
        owner.execute("""
                insert into monitor.alert_channels (id, name, kind, enabled, destination)
                values (gen_random_uuid(), 'Telephone', 'ntfy', true, '{"topic": "x"}')""");
        owner.execute("""
                insert into monitor.incidents (service_id, severity, started_at)
                select id, 'offline', now() from monitor.service_status where service_name = 'plex'""");
        owner.execute("""
                insert into monitor.error_logs (correlation_id, error_code, error_message, request_path, request_method)
                values ('c', 'E', 'm', '/x', 'GET')""");
    }

    @AfterEach
    void undo() throws SQLException {
        owner.connection().rollback();
        owner.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                auth.users              | role = 'USER'
                auth.users              | role = 'MODERATOR'
                auth.users              | role = 'ADMIN'
                auth.users              | status = 'active'
                auth.users              | status = 'suspended'
                auth.users              | status = 'deleted', deleted_at = now()
                auth.accounts           | provider = 'oidc:authelia'
                auth.accounts           | provider = 'local', type = 'credentials'
                auth.accounts           | expires_at = 2147483647
                media.media_requests    | media_type = 'tv', all_seasons = true
                media.media_requests    | status = 'approved'
                media.media_requests    | status = 'processing'
                media.media_requests    | status = 'available'
                media.media_requests    | status = 'completed'
                media.media_requests    | status = 'failed', failure_reason = 'declined'
                media.media_requests    | status = 'failed', failure_reason = 'cancelled'
                media.media_requests    | status = 'archived', failure_reason = 'error'
                media.media_requests    | tmdb_id = '9999999999'
                media.library_titles    | tmdb_id = null
                media.library_seasons   | number = 0, episodes = 0
                media.media_request_history | source = 'rule'
                media.request_rules     | role = 'MODERATOR', movie_limit = -1, movie_days = 366, open_limit = 0
                youtube.youtube_downloads | status = 'downloading'
                youtube.youtube_downloads | status = 'completed', file_paths = '["/a"]'
                youtube.youtube_downloads | status = 'failed', failure_reason = 'disk_full'
                youtube.youtube_downloads | plex_state = 'waiting'
                youtube.videos          | quality = '720p', file_path = 'a..b/c [x].mp4'
                monitor.service_status  | status = 'online', uptime_percentage = 99.99
                monitor.service_status  | status = 'offline', uptime_percentage = 0
                monitor.service_status  | status = 'degraded', uptime_percentage = 100
                monitor.service_status  | status = null, response_time_ms = 0
                monitor.probe_schedule  | watch = '{"run": 1}'
                monitor.service_config  | service_url = 'redis://cache:6379/0'
                monitor.error_logs      | status_code = 599
                monitor.dead_letter_marks | state = 'discarded'
                monitor.alert_channels  | kind = 'webhook', services = '["plex"]', minimum_outage_s = 86400
                monitor.alert_channels  | kind = 'email', services = null
                monitor.alert_deliveries | state = 'sent', sent_at = now()
                monitor.alert_deliveries | state = 'failed', reason = 'x'
                monitor.alert_deliveries | state = 'skipped', event = 'up'
                """)
    void accepts(String table, String change) throws SQLException {
        assertThat(owner.execute("update %s set %s".formatted(table, change))).isPositive();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                auth.users              | role = 'admin'                     | users_role_check
                auth.users              | status = 'ACTIVE'                  | users_status_check
                auth.users              | email = 'nobody'                   | users_email_check
                auth.users              | deleted_at = now()                 | users_deleted_at_check
                auth.accounts           | type = 'saml'                      | accounts_type_check
                auth.accounts           | provider = 'google'                | accounts_provider_check
                auth.accounts           | provider = 'local'                 | accounts_local_check
                auth.accounts           | expires_at = -1                    | accounts_expires_at_check
                auth.rate_limits        | request_count = -1                 | rate_limits_request_count_check
                auth.verification_tokens | identifier = 'x@example.org'      | verification_tokens_identifier_check
                auth.users              | sealed_email_hash = 'v1:h'         | users_sealed_email_hash_check
                media.media_requests    | media_type = 'music'               | media_requests_media_type_check
                media.media_requests    | status = 'declined'                | media_requests_status_check
                media.media_requests    | status = 'failed', failure_reason = 'lost' | media_requests_failure_reason_check
                media.media_requests    | failure_reason = 'declined'        | media_requests_failure_check
                media.media_requests    | tmdb_id = '12345678901'            | media_requests_tmdb_id_check
                media.media_requests    | tmdb_id = '0603'                   | media_requests_tmdb_id_check
                media.media_requests    | title = ''                         | media_requests_title_check
                media.media_requests    | title = repeat('x', 501)           | media_requests_title_check
                media.media_requests    | all_seasons = true                 | media_requests_all_seasons_check
                media.media_requests    | submission_state = 'queued'        | media_requests_next_attempt_at_check
                media.library_sections  | key = 'one'                        | library_sections_key_check
                media.library_sections  | media_type = 'show'                | library_sections_media_type_check
                media.library_sections  | title = ''                         | library_sections_title_check
                media.library_titles    | media_type = 'music'               | library_titles_media_type_check
                media.library_titles    | tmdb_id = '0603'                   | library_titles_tmdb_id_check
                media.library_seasons   | number = -1                        | library_seasons_number_check
                media.library_seasons   | episodes = -1                      | library_seasons_episodes_check
                media.library_collections | items = -1                       | library_collections_items_check
                media.media_request_history | source = 'nobody'              | media_request_history_source_check
                media.request_rules     | role = 'GUEST'                     | request_rules_role_check
                media.request_rules     | role = null                        | request_rules_subject_check
                media.request_rules     | movie_limit = 1                    | request_rules_movie_check
                media.request_rules     | movie_limit = 1, movie_days = 367  | request_rules_movie_check
                media.request_rules     | season_limit = -2, season_days = 7 | request_rules_season_check
                media.request_rules     | open_limit = -2                    | request_rules_open_check
                youtube.youtube_downloads | status = 'paused'                | youtube_downloads_status_check
                youtube.youtube_downloads | file_paths = '{}'                | youtube_downloads_file_paths_check
                youtube.youtube_downloads | items_done = 1                   | youtube_downloads_items_check
                youtube.youtube_downloads | playlist_url = 'file:///etc'     | youtube_downloads_playlist_url_check
                youtube.youtube_downloads | plex_state = 'lost'              | youtube_downloads_plex_state_check
                youtube.youtube_downloads | plex_attempts = -1               | youtube_downloads_plex_attempts_check
                youtube.youtube_downloads | index_attempts = -1              | youtube_downloads_index_attempts_check
                youtube.youtube_downloads | bytes_done = -1                  | youtube_downloads_bytes_done_check
                youtube.videos          | quality = '144p'                   | videos_quality_check
                youtube.videos          | file_path = '/etc/passwd'          | videos_file_path_check
                youtube.videos          | file_path = 'a/../../b.mp4'        | videos_file_path_check
                youtube.videos          | file_bytes = -1                    | videos_file_bytes_check
                youtube.queue_state     | pauses = -1                        | queue_state_pauses_check
                youtube.queue_state     | id = false                         | queue_state_id_check
                youtube.removals        | attempts = -1                      | removals_attempts_check
                monitor.service_status  | status = 'up'                      | service_status_status_check
                monitor.service_status  | uptime_percentage = 100.01         | service_status_uptime_percentage_check
                monitor.service_status  | response_time_ms = -1              | service_status_response_time_ms_check
                monitor.probe_schedule  | watch = '[]'                       | probe_schedule_watch_check
                monitor.service_config  | service_url = 'plex:32400'         | service_config_service_url_check
                monitor.service_config  | service_url = 'http://u:p@plex'    | service_config_service_url_check
                monitor.service_config  | config_data = '[]'                 | service_config_config_data_check
                monitor.dead_letter_marks | state = 'new'                    | dead_letter_marks_state_check
                monitor.alert_channels  | kind = 'sms'                       | alert_channels_kind_check
                monitor.alert_channels  | name = ''                          | alert_channels_name_check
                monitor.alert_channels  | destination = '[]'                 | alert_channels_destination_check
                monitor.alert_channels  | services = '{}'                    | alert_channels_services_check
                monitor.alert_channels  | minimum_outage_s = -1              | alert_channels_minimum_outage_s_check
                monitor.alert_deliveries | event = 'degraded'                | alert_deliveries_event_check
                monitor.alert_deliveries | state = 'sent'                    | alert_deliveries_sent_at_check
                monitor.alert_deliveries | state = 'lost'                    | alert_deliveries_state_check
                monitor.alert_deliveries | attempts = -1                     | alert_deliveries_attempts_check
                monitor.alert_deliveries | reason = repeat('x', 301)         | alert_deliveries_reason_check
                monitor.error_logs      | status_code = 600                  | error_logs_status_code_check
                monitor.error_logs      | stack_trace = repeat('x', 32769)   | error_logs_stack_trace_check
                """)
    void refuses(String table, String change, String constraint) {
        assertThatThrownBy(() -> owner.execute("update %s set %s".formatted(table, change)))
                .isInstanceOfSatisfying(
                        PSQLException.class,
                        e -> assertThat(e.getServerErrorMessage().getConstraint())
                                .isEqualTo(constraint));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                pending,    pending
                approved,   processing
                processing, processing
                available,  processing
                completed,  completed
                failed,     failed
                archived,   completed
                """)
    void phaseFollowsStatus(String status, String phase) throws SQLException {
        owner.execute("update media.media_requests set status = ?", status);

        assertThat(owner.row("select phase from media.media_requests")).isEqualTo(phase);
    }

    @ParameterizedTest
    @CsvSource({"declined", "error"})
    void anArchivedFailureStaysFailed(String reason) throws SQLException {
        owner.execute("update media.media_requests set status = 'archived', failure_reason = ?", reason);

        assertThat(owner.row("select phase from media.media_requests")).isEqualTo("failed");
    }
}
