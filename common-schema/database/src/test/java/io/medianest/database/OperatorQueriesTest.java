package io.medianest.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The monitoring queries of MediaNest's first schema document, as they stand there. */
@ExtendWith(DatabaseExtension.class)
class OperatorQueriesTest {
    private static final String ACTIVE_USER_SESSIONS = """
            -- Active user sessions
            SELECT COUNT(*) FROM sessions WHERE expires > NOW();
            """;

    private static final String REQUEST_PROCESSING_STATUS = """
            -- Request processing status
            SELECT status, COUNT(*) FROM media_requests GROUP BY status;
            """;

    private static final String ERROR_RATE_BY_ENDPOINT = """
            -- Error rate by endpoint
            SELECT request_path, COUNT(*) FROM error_logs
            WHERE created_at > NOW() - INTERVAL '24 hours'
            GROUP BY request_path ORDER BY COUNT(*) DESC;
            """;

    private TestDatabase database;

    @BeforeEach
    void use(TestDatabase given) {
        database = given;
    }

    @Test
    void answerToTheOperator() throws SQLException {
        UUID user = database.createUser("counted@example.org");
        try (Session auth = database.connect(LoginRole.AUTH_SERVICE)) {
            auth.execute("""
                    insert into sessions (user_id, session_token, expires)
                    values (?, 'v1:a', now() + interval '1 hour'), (?, 'v1:b', now() - interval '1 second')""", user, user);
        }
        try (Session media = database.connect(LoginRole.MEDIA_SERVICE)) {
            media.execute("""
                    insert into media_requests (user_id, title, media_type, status)
                    values (?, 'A', 'movie', 'pending'), (?, 'B', 'tv', 'pending'), (?, 'C', 'tv', 'completed')""", user, user, user);
        }
        try (Session monitor = database.connect(LoginRole.MONITOR_SERVICE)) {
            monitor.execute("""
                    insert into error_logs (correlation_id, error_code, error_message, request_path, request_method,
                                            created_at)
                    select 'c', 'E', 'm', path, 'GET', now() - age
                      from (values ('/a', interval '1 hour'), ('/b', '2 hours'), ('/b', '3 hours'),
                                   ('/c', '25 hours')) as errors (path, age)""");
        }

        try (Session operator = database.connect(LoginRole.OPERATOR)) {
            assertThat(operator.rows(ACTIVE_USER_SESSIONS)).containsExactly("1");
            assertThat(operator.rows(REQUEST_PROCESSING_STATUS)).containsExactlyInAnyOrder("pending|2", "completed|1");
            assertThat(operator.rows(ERROR_RATE_BY_ENDPOINT)).containsExactly("/b|2", "/a|1");
        }
    }
}
