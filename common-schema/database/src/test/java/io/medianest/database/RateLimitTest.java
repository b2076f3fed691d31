package io.medianest.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The limit that holds while Redis is away. */
@ExtendWith(DatabaseExtension.class)
class RateLimitTest {
    private static final String TAKE = "select allowed, used from auth.take_rate_limit(?, 'media-requests', ?, ?)";

    private TestDatabase database;
    private UUID user;

    @BeforeEach
    void createUser(TestDatabase given) throws SQLException {
        database = given;
        user = database.createUser(UUID.randomUUID() + "@example.org");
    }

    @Test
    void allowsUpToTheLimitAndCountsNoRefusal() throws SQLException {
        try (Session media = database.connect(LoginRole.MEDIA_SERVICE)) {
            assertThat(media.row(TAKE, user, 3, 1)).isEqualTo("t|1");
            assertThat(media.row(TAKE, user, 3, 2)).isEqualTo("t|3");
            assertThat(media.row(TAKE, user, 3, 1)).isEqualTo("f|3");
            assertThat(media.row(TAKE, user, 4, 1)).isEqualTo("t|4");
            assertThat(media.row(TAKE, user, 0, 1)).isEqualTo("f|4");
            assertThat(media.row(TAKE, user, null, 1)).isEqualTo("t|5");
        }
    }

    @Test
    void refusesMoreThanTheLimitAtOnceWithoutARow() throws SQLException {
        try (Session media = database.connect(LoginRole.MEDIA_SERVICE);
                Session operator = database.connect(LoginRole.OPERATOR)) {
            assertThat(media.row(TAKE, user, 2, 3)).isEqualTo("f|0");
            assertThat(operator.rows("select 1 from rate_limits where user_id = ?", user))
                    .isEmpty();
        }
    }

    @Test
    void countsByTheHourAndSaysWhenItIsOver() throws SQLException {
        try (Session media = database.connect(LoginRole.MEDIA_SERVICE);
                Session auth = database.connect(LoginRole.AUTH_SERVICE)) {
            media.row(TAKE, user, 1, 1);
            auth.execute(
                    "update rate_limits set window_start = window_start - interval '1 hour' where user_id = ?", user);

            assertThat(media.row("""
                            select allowed, used, resets_at = date_trunc('hour', now()) + interval '1 hour'
                              from auth.take_rate_limit(?, 'media-requests', 1)""", user)).isEqualTo("t|1|t");
        }
    }

    @Test
    void letsExactlyAsManyThroughAsAreAllowedHoweverManyAskAtOnce() throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(10)) {
            List<Future<Integer>> outcomes = new ArrayList<>();
            for (int caller = 0; caller < 10; caller++) {
                outcomes.add(callers.submit(this::allowedOfFive));
            }
            int allowed = 0;
            for (Future<Integer> outcome : outcomes) {
                allowed += outcome.get();
            }
            assertThat(allowed).isEqualTo(20);
        }
    }

    @Test
    void refusesNonsenseAndUnknownUsers() throws SQLException {
        try (Session media = database.connect(LoginRole.MEDIA_SERVICE)) {
            assertThatThrownBy(() -> media.row(TAKE, user, 3, 0)).hasMessageContaining("cost must be positive");
            assertThatThrownBy(() -> media.row(TAKE, UUID.randomUUID(), 3, 1))
                    .hasMessageContaining("rate_limits_user_id_fkey");
        }
    }

    private int allowedOfFive() throws SQLException {
        int allowed = 0;
        try (Session media = database.connect(LoginRole.MEDIA_SERVICE)) {
            for (int i = 0; i < 5; i++) {
                allowed += media.row(TAKE, user, 20, 1).startsWith("t") ? 1 : 0;
            }
        }
        return allowed;
    }
}
