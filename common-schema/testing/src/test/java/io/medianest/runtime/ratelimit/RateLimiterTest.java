package io.medianest.runtime.ratelimit;

import static io.quarkus.vertx.VertxContextSupport.subscribeAndAwait;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.medianest.database.LoginRole;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.StoresTestResource;
import io.medianest.testing.stores.TestStores;
import io.medianest.testing.token.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = StoresTestResource.class,
        initArgs = @ResourceArg(name = "role", value = "youtube_service"))
class RateLimiterTest {
    private static final int MANY = 10_000;

    private final RateLimiter limiter;
    private final RateLimitPolicies policies;
    private final RedisAPI redis;
    private final MeterRegistry metrics;
    private final LimitSubject subject = LimitSubject.hashed(UUID.randomUUID().toString());

    RateLimiterTest(RateLimiter limiter, RateLimitPolicies policies, RedisAPI redis, MeterRegistry metrics) {
        this.limiter = limiter;
        this.policies = policies;
        this.redis = redis;
        this.metrics = metrics;
    }

    @Test
    void allowsExactlyTheLimitOfTenThousandAtOnce() throws Throwable {
        RateLimitPolicy policy = new RateLimitPolicy("at-once", new Rate(100, Duration.ofDays(100)));
        List<Uni<LimitDecision>> attempts =
                Stream.generate(() -> limiter.take(policy, subject)).limit(MANY).toList();

        List<LimitDecision> decisions = subscribeAndAwait(
                () -> Uni.join().all(attempts).usingConcurrencyOf(MANY).andFailFast());

        assertThat(decisions).hasSize(MANY);
        assertThat(decisions.stream().filter(LimitDecision::allowed)).hasSize(100);
        assertThat(metrics.get("medianest.rate.limit.decisions")
                        .tags("policy", "at-once", "outcome", "refused", "by", "redis")
                        .counter()
                        .count())
                .isEqualTo(MANY - 100);
    }

    @Test
    void tellsWhatIsLeftAndGivesBack() throws Throwable {
        RateLimitPolicy policy = new RateLimitPolicy("told", Rate.parse("2/2d"));

        assertThat(take(policy)).matches(LimitDecision::allowed).returns(1, LimitDecision::remaining);
        assertThat(take(policy)).matches(LimitDecision::allowed).returns(0, LimitDecision::remaining);
        LimitDecision refused = take(policy);
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.retryAfter()).isBetween(Duration.ofHours(23), Duration.ofHours(24));
        assertThat(refused.reset()).isBetween(Duration.ofHours(47), Duration.ofHours(48));

        subscribeAndAwait(() -> limiter.giveBack(policy, subject));
        assertThat(take(policy).allowed()).isTrue();
        assertThat(take(policy).allowed()).isFalse();
    }

    @Test
    void lookingTakesNothing() throws Throwable {
        RateLimitPolicy policy = new RateLimitPolicy("looked-at", Rate.parse("2/2d"));
        for (int left = 2; left >= 0; left--) {
            assertThat(look(policy)).returns(left, LimitDecision::remaining);
            assertThat(look(policy)).returns(left, LimitDecision::remaining);
            take(policy);
        }
        assertThat(look(policy).reset()).isBetween(Duration.ofHours(47), Duration.ofHours(48));
    }

    @Test
    void aRepeatedCallCountsOnce() throws Throwable {
        RateLimitPolicy policy = new RateLimitPolicy("repeated", Rate.parse("2/2d"));
        for (int i = 0; i < 4; i++) {
            assertThat(take(policy, "one")).matches(LimitDecision::allowed).returns(1, LimitDecision::remaining);
        }
        assertThat(take(policy, "two").allowed()).isTrue();
        assertThat(take(policy, "three").allowed()).isFalse();
        assertThat(take(policy, "three").allowed()).isFalse();
        assertThat(take(policy, "one").allowed()).isTrue();
    }

    @Test
    void sendsTheScriptAgainWhenRedisHasForgottenIt() throws Throwable {
        RateLimitPolicy policy = policies.named("of-address");
        take(policy);
        subscribeAndAwait(() -> redis.script(List.of("flush")));

        assertThat(take(policy).remaining()).isZero();
        assertThat(take(policy).allowed()).isFalse();
    }

    @Test
    void countsTheUsersForTheRecord() throws Throwable {
        UUID user = UUID.randomUUID();
        RateLimitPolicy policy = policies.named("of-user");
        for (int i = 0; i < 3; i++) {
            subscribeAndAwait(() -> limiter.take(policy, LimitSubject.user(user)));
        }

        String counts =
                subscribeAndAwait(() -> redis.hgetall(RecordedCounts.KEY)).toString();
        // What was refused did not happen.
        assertThat(counts).containsPattern(user + "\\|of-user\\|[0-9]+: 2\\b");
    }

    @Test
    void aSubjectOfIpv6IsItsNetwork() {
        assertThat(LimitSubject.address("2001:db8:1:2::1"))
                .hasToString(LimitSubject.address("2001:db8:1:2:ffff::9").toString());
        assertThat(LimitSubject.address("2001:db8:1:3::1").toString())
                .isNotEqualTo(LimitSubject.address("2001:db8:1:2::1").toString());
        assertThat(LimitSubject.address("203.0.113.7")).hasToString("203.0.113.7");
        assertThat(LimitSubject.address("}:x")).hasToString("unknown");
    }

    @Test
    void namesAPropertyThatIsMissing() {
        assertThatThrownBy(() -> policies.named("nobody-knows"))
                .hasMessageContaining("medianest.rate-limit.nobody-knows");
    }

    @Test
    void anAnnotatedCallIsLimitedByAddress() {
        String address = "203.0.113." + (1 + Math.floorMod(subject.hashCode(), 250));
        byAddress(address)
                .then()
                .statusCode(200)
                .header("RateLimit-Policy", equalTo("\"of-address\";q=2;w=172800"))
                .header("RateLimit", equalTo("\"of-address\";r=1;t=86400"));
        byAddress(address).then().statusCode(200);
        byAddress(address)
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", equalTo("86400"))
                .header("RateLimit", equalTo("\"of-address\";r=0;t=172800"))
                .body("code", equalTo("RATE_LIMITED"))
                .body("policy", equalTo("of-address"));
        byAddress("198.51.100.1").then().statusCode(200);
    }

    @Test
    void whatIsRefusedForOtherReasonsDoesNotCount() {
        TestTokens tokens =
                TestTokens.publish(TestStores.jdbcUrl(), LoginRole.MEDIANEST_OWNER.roleName(), TestStores.password());
        String token = tokens.of(UUID.randomUUID(), Role.USER);
        Awaitility.await().until(() -> byUser(token, "").statusCode() == 400);
        String other = tokens.of(UUID.randomUUID(), Role.USER);

        given().get("/api/v1/limited/by-user?word=a").then().statusCode(401).header("RateLimit", nullValue());
        byUser(token, "?word=a").then().statusCode(200);
        byUser(token, "?word=a").then().statusCode(200);
        byUser(token, "?word=a").then().statusCode(429);
        byUser(other, "?word=a").then().statusCode(200);
    }

    private LimitDecision look(RateLimitPolicy policy) throws Throwable {
        return subscribeAndAwait(() -> limiter.look(policy, subject));
    }

    private LimitDecision take(RateLimitPolicy policy) throws Throwable {
        return subscribeAndAwait(() -> limiter.take(policy, subject));
    }

    private LimitDecision take(RateLimitPolicy policy, String call) throws Throwable {
        return subscribeAndAwait(() -> limiter.take(policy, subject, Optional.of(call)));
    }

    private static Response byAddress(String address) {
        return given().header("X-Forwarded-For", "192.0.2.1, " + address).get("/api/v1/limited/by-address");
    }

    private static Response byUser(String token, String query) {
        return given().auth().oauth2(token).get("/api/v1/limited/by-user" + query);
    }
}
