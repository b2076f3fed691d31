package io.medianest.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every table and column that MediaNest's first schema document names, with type, nullability and default as
 * docs/data-model.md settles them, read from the catalogue.
 */
@ExtendWith(DatabaseExtension.class)
class SeedTablesTest {
    private Session operator;

    @BeforeEach
    void connect(TestDatabase database) throws SQLException {
        operator = database.connect(LoginRole.OPERATOR);
    }

    @AfterEach
    void disconnect() throws SQLException {
        operator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                auth.users
                id|uuid|not null|gen_random_uuid()
                plex_id|character varying|null|
                plex_username|character varying|null|
                email|character varying|not null|
                name|character varying|null|
                role|character varying|not null|'USER'::character varying
                plex_token|character varying|null|
                image|character varying|null|
                requires_password_change|boolean|not null|false
                created_at|timestamp with time zone|not null|now()
                last_login_at|timestamp with time zone|null|
                status|character varying|not null|'active'::character varying
                """, """
                auth.accounts
                id|uuid|not null|gen_random_uuid()
                user_id|uuid|not null|
                type|character varying|not null|
                provider|character varying|not null|
                provider_account_id|character varying|not null|
                refresh_token|text|null|
                access_token|text|null|
                expires_at|integer|null|
                token_type|character varying|null|
                scope|character varying|null|
                id_token|text|null|
                session_state|character varying|null|
                """, """
                auth.sessions
                id|uuid|not null|gen_random_uuid()
                session_token|character varying|not null|
                user_id|uuid|not null|
                expires|timestamp with time zone|not null|
                """, """
                auth.session_tokens
                id|uuid|not null|gen_random_uuid()
                user_id|uuid|not null|
                token_hash|character varying|not null|
                expires_at|timestamp with time zone|not null|
                created_at|timestamp with time zone|not null|now()
                last_used_at|timestamp with time zone|null|
                """, """
                auth.verification_tokens
                identifier|character varying|not null|
                token|character varying|not null|
                expires|timestamp with time zone|not null|
                """, """
                auth.rate_limits
                id|integer|not null|nextval('rate_limits_id_seq'::regclass)
                user_id|uuid|not null|
                endpoint|character varying|not null|
                request_count|integer|not null|0
                window_start|timestamp with time zone|not null|now()
                """, """
                media.media_requests
                id|uuid|not null|gen_random_uuid()
                user_id|uuid|null|
                title|character varying|not null|
                media_type|character varying|not null|
                tmdb_id|character varying|null|
                status|character varying|not null|'pending'::character varying
                overseerr_id|character varying|null|
                created_at|timestamp with time zone|not null|now()
                completed_at|timestamp with time zone|null|
                """, """
                youtube.youtube_downloads
                id|uuid|not null|gen_random_uuid()
                user_id|uuid|null|
                playlist_url|character varying|not null|
                playlist_title|character varying|null|
                status|character varying|not null|'queued'::character varying
                file_paths|jsonb|null|
                plex_collection_id|character varying|null|
                created_at|timestamp with time zone|not null|now()
                completed_at|timestamp with time zone|null|
                """, """
                monitor.service_status
                id|integer|not null|nextval('service_status_id_seq'::regclass)
                service_name|character varying|not null|
                status|character varying|null|
                response_time_ms|integer|null|
                last_check_at|timestamp with time zone|null|
                uptime_percentage|numeric(5,2)|null|
                """, """
                monitor.service_config
                id|integer|not null|nextval('service_config_id_seq'::regclass)
                service_name|character varying|not null|
                service_url|character varying|not null|
                api_key|character varying|null|
                enabled|boolean|not null|true
                config_data|jsonb|null|
                updated_at|timestamp with time zone|not null|now()
                updated_by|uuid|null|
                """, """
                monitor.error_logs
                id|uuid|not null|gen_random_uuid()
                correlation_id|character varying|not null|
                user_id|uuid|null|
                error_code|character varying|not null|
                error_message|character varying|not null|
                stack_trace|text|null|
                request_path|character varying|not null|
                request_method|character varying|not null|
                status_code|integer|null|
                metadata|jsonb|null|
                created_at|timestamp with time zone|not null|now()
                """})
    void hasItsColumns(String expected) throws SQLException {
        List<String> lines = expected.lines().toList();

        List<String> columns = operator.rows("""
                select a.attname, format_type(a.atttypid, a.atttypmod),
                       case when a.attnotnull then 'not null' else 'null' end, pg_get_expr(d.adbin, d.adrelid)
                  from pg_attribute a
                  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                 where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped
                 order by a.attnum""", lines.getFirst());

        // In the seed's order, before what was added later.
        assertThat(columns.subList(0, lines.size() - 1)).isEqualTo(lines.subList(1, lines.size()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                users_pkey                                    | PRIMARY KEY (id)
                users_plex_id_key                             | UNIQUE (plex_id)
                accounts_pkey                                 | PRIMARY KEY (id)
                accounts_provider_provider_account_id_key     | UNIQUE (provider, provider_account_id)
                sessions_pkey                                 | PRIMARY KEY (id)
                sessions_session_token_key                    | UNIQUE (session_token)
                session_tokens_pkey                           | PRIMARY KEY (id)
                session_tokens_token_hash_key                 | UNIQUE (token_hash)
                verification_tokens_pkey                      | PRIMARY KEY (identifier, token)
                verification_tokens_token_key                 | UNIQUE (token)
                rate_limits_pkey                              | PRIMARY KEY (id)
                rate_limits_user_id_endpoint_window_start_key | UNIQUE (user_id, endpoint, window_start)
                media_requests_pkey                           | PRIMARY KEY (id)
                youtube_downloads_pkey                        | PRIMARY KEY (id)
                service_status_pkey                           | PRIMARY KEY (id)
                service_status_service_name_key               | UNIQUE (service_name)
                service_config_pkey                           | PRIMARY KEY (id)
                service_config_service_name_key               | UNIQUE (service_name)
                error_logs_pkey                               | PRIMARY KEY (id, created_at)
                """)
    void hasItsKeys(String constraint, String definition) throws SQLException {
        assertThat(operator.row("select pg_get_constraintdef(oid) from pg_constraint where conname = ?", constraint))
                .isEqualTo(definition);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                users_email_key                         | UNIQUE | (lower(email::text))              |
                users_active_last_login_at_idx          |        | (last_login_at DESC)              | status::text = 'active'::text
                sessions_user_id_idx                    |        | (user_id)                         |
                sessions_expires_idx                    |        | (expires)                         |
                session_tokens_expires_at_idx           |        | (expires_at)                      |
                rate_limits_user_id_endpoint_idx        |        | (user_id, endpoint)               |
                rate_limits_window_start_idx            |        | (window_start)                    |
                media_requests_user_id_status_idx       |        | (user_id, status)                 |
                media_requests_created_at_idx           |        | (created_at)                      |
                media_requests_tmdb_id_media_type_idx   |        | (tmdb_id, media_type)             |
                media_requests_user_id_created_at_idx   |        | (user_id, created_at DESC, id DESC) |
                media_requests_status_created_at_idx    |        | (status, created_at DESC, id DESC)  |
                media_requests_status_idx               |        | (status)                            |
                media_requests_open_created_at_idx      |        | (created_at DESC, id DESC)        | status::text <> 'completed'::text
                youtube_downloads_user_id_created_at_idx |       | (user_id, created_at DESC, id DESC) |
                service_status_enabled_last_check_at_idx |       | (last_check_at)                   | enabled = true
                error_logs_correlation_id_idx           |        | (correlation_id)                  |
                error_logs_created_at_idx               |        | (created_at)                      |
                error_logs_user_id_idx                  |        | (user_id)                         |
                error_logs_user_id_created_at_idx       |        | (user_id, created_at DESC, id DESC) |
                error_logs_error_code_created_at_idx    |        | (error_code, created_at DESC, id DESC) |
                """)
    void hasItsIndexes(String index, String unique, String columns, String predicate) throws SQLException {
        String definition = operator.row("""
                select concat_ws(' ', case when i.indisunique then 'UNIQUE' end,
                                 substring(pg_get_indexdef(i.indexrelid, 0, true) from 'USING btree (.*)'))
                  from pg_index i
                  join pg_class c on c.oid = i.indexrelid
                 where c.relname = ? and i.indisvalid""", index);

        String expected = (unique == null ? "" : unique + " ") + columns;
        assertThat(definition).isEqualTo(predicate == null ? expected : expected + " WHERE " + predicate);
    }
}
