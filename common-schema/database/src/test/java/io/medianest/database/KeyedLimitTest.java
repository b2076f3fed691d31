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

/** The limit of addresses and hashes that holds while Redis is away. */
@ExtendWith(DatabaseExtension.class)
class KeyedLimitTest {
    private static final long A_DAY = 86_400_000_000L;
    private static final String TAKE = "select allowed, remaining from auth.take_keyed_limit(?, ?, ?, ?)";

    private final String key = "rl:{" + UUID.randomUUID() + "}:sign-in";
    private TestDatabase database;

    @BeforeEach
    void remember(TestDatabase given) {
        database = given;
    }

    @Test
    void allowsUpToTheLimitAndTakesBack() throws SQLException {
        try (Session auth = database.connect(LoginRole.AUTH_SERVICE)) {
            assertThat(auth.row(TAKE, key, 2, A_DAY, 1)).isEqualTo("t|1");
            assertThat(auth.row(TAKE, key, 2, A_DAY, 1)).isEqualTo("t|0");
            assertThat(auth.row(TAKE, key, 2, A_DAY, 1)).isEqualTo("f|0");
            assertThat(auth.row(TAKE, key, 2, A_DAY, -1)).isEqualTo("t|1");
            assertThat(auth.row(TAKE, key, 2, A_DAY, 1)).isEqualTo("t|0");
            assertThat(auth.row(
                            "select retry_micros between 1 and 86400000000"
                                    + " from auth.take_keyed_limit(?, 2, 86400000000, 1)",
                            key))
                    .isEqualTo("t");
        }
    }

    @Test
    void givesOneBackEachInterval() throws SQLException {
        try (Session media = database.connect(LoginRole.MEDIA_SERVICE);
                Session auth = database.connect(LoginRole.AUTH_SERVICE)) {
            media.row(TAKE, key, 2, A_DAY, 1);
            media.row(TAKE, key, 2, A_DAY, 1);
            auth.execute("update keyed_limits set full_at = full_at - interval '1 day' where key = ?", key);

            assertThat(media.row(TAKE, key, 2, A_DAY, 1)).isEqualTo("t|0");
            assertThat(media.row(TAKE, key, 2, A_DAY, 1)).isEqualTo("f|0");
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
    void refusesNonsense() throws SQLException {
        try (Session auth = database.connect(LoginRole.AUTH_SERVICE)) {
            assertThatThrownBy(() -> auth.row(TAKE, key, 0, A_DAY, 1)).hasMessageContaining("positive");
            assertThatThrownBy(() -> auth.row(TAKE, key, 2, A_DAY, 7)).hasMessageContaining("cost must be");
            assertThatThrownBy(() -> auth.row(TAKE, "", 2, A_DAY, 1)).hasMessageContaining("keyed_limits_key_check");
        }
    }

    private int allowedOfFive() throws SQLException {
        int allowed = 0;
        try (Session auth = database.connect(LoginRole.AUTH_SERVICE)) {
            for (int i = 0; i < 5; i++) {
                allowed += auth.row(TAKE, key, 20, A_DAY, 1).startsWith("t") ? 1 : 0;
            }
        }
        return allowed;
    }
}
