package io.medianest.runtime.ratelimit;

import static io.quarkus.vertx.VertxContextSupport.subscribeAndAwait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.database.LoginRole;
import io.medianest.testing.stores.StoresTestResource;
import io.medianest.testing.stores.TestStores;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Redis is really stopped and halted here; nothing is ever allowed beyond the limit because of that. */
@QuarkusTest
@TestProfile(RedisOutageTest.OnOwnRedis.class)
class RedisOutageTest {
    private final RateLimiter limiter;
    private final RateLimitPolicies policies;
    private final MeterRegistry metrics;
    private final LimitSubject address = LimitSubject.hashed(UUID.randomUUID().toString());

    RedisOutageTest(RateLimiter limiter, RateLimitPolicies policies, MeterRegistry metrics) {
        this.limiter = limiter;
        this.policies = policies;
        this.metrics = metrics;
    }

    /** Of its own Redis, asked as strictly as services do. */
    public static final class OnOwnRedis implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("medianest.limiter.redis-timeout", "75ms", "medianest.limiter.breaker-delay", "300ms");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(StoresTestResource.class, Map.of("role", "youtube_service"), false),
                    new TestResourceEntry(OwnRedis.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @AfterEach
    void redisIsBack() {
        OwnRedis.startAgain();
        Awaitility.await().until(() -> {
            double before = decided("redis");
            subscribe("general");
            return decided("redis") > before;
        });
    }

    @Test
    void withoutRedisTheDatabaseOrThisProcessDecides() throws Exception {
        OwnRedis.kill();

        assertThat(look("of-address", address).remaining()).isEqualTo(2);
        assertThat(take("of-address").allowed()).isTrue();
        assertThat(take("of-address").allowed()).isTrue();
        assertThat(take("of-address").allowed()).isFalse();
        assertThat(look("of-address", address).remaining()).isZero();
        assertThat(decided("database")).isGreaterThanOrEqualTo(3);
        for (int i = 0; i < 3; i++) {
            assertThat(general().allowed()).isTrue();
        }
        assertThat(general().allowed()).isFalse();

        subscribeGiveBack();
        assertThat(take("of-address").allowed()).isTrue();
    }

    @Test
    void whatWasRecordedBeforeStillCounts() throws Exception {
        UUID user = createUser();
        try (Connection connection = TestStores.connect(LoginRole.AUTH_SERVICE);
                PreparedStatement drained =
                        connection.prepareStatement("select auth.take_rate_limit(?, 'of-user', null, 1)")) {
            drained.setObject(1, user);
            drained.execute();
        }
        OwnRedis.kill();

        assertThat(look("of-user", LimitSubject.user(user)).remaining()).isEqualTo(1);
        assertThat(look("of-user", LimitSubject.user(user)).remaining()).isEqualTo(1);
        assertThat(take("of-user", LimitSubject.user(user)).allowed()).isTrue();
        LimitDecision refused = take("of-user", LimitSubject.user(user));
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.retryAfter()).isPositive();
    }

    @Test
    void aHaltedRedisIsNotWaitedFor() throws Exception {
        OwnRedis.signal("STOP");
        try {
            assertThat(take("of-address").allowed()).isTrue();
            assertThat(take("of-address").allowed()).isTrue();
            assertThat(take("of-address").allowed()).isFalse();
            Awaitility.await().until(() -> {
                take("of-address");
                return metrics.get("medianest.rate.limit.breaker").gauge().value() == 2;
            });
        } finally {
            OwnRedis.signal("CONT");
        }
    }

    @Test
    void whenNothingDecidesNothingIsAllowed() throws Exception {
        OwnRedis.kill();
        try (Connection owner = TestStores.connect(LoginRole.MEDIANEST_OWNER);
                Statement statement = owner.createStatement()) {
            statement.execute("revoke execute on function auth.take_keyed_limit(varchar, int, bigint, int)"
                    + " from medianest_youtube");
            assertThatThrownBy(() -> take("of-address")).hasMessageContaining("LIMITS_UNAVAILABLE");
            statement.execute("grant execute on function auth.take_keyed_limit(varchar, int, bigint, int)"
                    + " to medianest_youtube");
        }
    }

    private LimitDecision look(String policy, LimitSubject subject) {
        return await(() -> subscribeAndAwait(() -> limiter.look(policies.named(policy), subject)));
    }

    private LimitDecision take(String policy) {
        return take(policy, address);
    }

    private LimitDecision take(String policy, LimitSubject subject) {
        return await(() -> subscribeAndAwait(() -> limiter.take(policies.named(policy), subject)));
    }

    private LimitDecision general() {
        return await(() -> subscribeAndAwait(() -> limiter.takeOrLocal(policies.named("general"), address)));
    }

    private void subscribe(String policy) {
        LimitSubject anybody = LimitSubject.hashed(UUID.randomUUID().toString());
        await(() -> subscribeAndAwait(() -> limiter.takeOrLocal(policies.named(policy), anybody)));
    }

    private void subscribeGiveBack() throws SQLException {
        await(() -> {
            subscribeAndAwait(() -> limiter.giveBack(policies.named("of-address"), address));
            return true;
        });
    }

    private double decided(String by) {
        return metrics.find("medianest.rate.limit.decisions").tag("by", by).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static UUID createUser() throws SQLException {
        UUID id = UUID.randomUUID();
        try (Connection owner = TestStores.connect(LoginRole.MEDIANEST_OWNER);
                PreparedStatement insert =
                        owner.prepareStatement("insert into auth.users (id, email, name) values (?, ?, 'Somebody')")) {
            insert.setObject(1, id);
            insert.setString(2, id + "@example.org");
            insert.executeUpdate();
        }
        return id;
    }

    private interface Work<T> {
        T run() throws Throwable;
    }

    private static <T> T await(Work<T> work) {
        try {
            return work.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
