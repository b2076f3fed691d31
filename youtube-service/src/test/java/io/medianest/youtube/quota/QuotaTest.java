package io.medianest.youtube.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.medianest.runtime.ratelimit.RateLimitPolicies;
import io.medianest.runtime.ratelimit.RateLimiter;
import io.medianest.runtime.security.Role;
import io.medianest.testing.people.Member;
import io.medianest.youtube.file.MediaRoot;
import io.medianest.youtube.file.MediaRootConfig;
import io.medianest.youtube.support.Downloads;
import io.medianest.youtube.support.Household;
import io.medianest.youtube.support.YouTubeTest;
import io.quarkus.runtime.configuration.MemorySize;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@YouTubeTest
class QuotaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @RegisterExtension
    static final Household household = new Household();

    @Inject
    RateLimiter limiter;

    @Inject
    RateLimitPolicies policies;

    @Inject
    MediaRoot root;

    @Inject
    Pool pool;

    @Test
    void everybodySeesWhatIsLeft() {
        JsonPath quota = household
                .member(Role.USER)
                .api()
                .get("/youtube-downloads/quota")
                .then()
                .statusCode(200)
                .body("limit", equalTo(5))
                .body("used", equalTo(0))
                .body("resetsAt", notNullValue())
                .body("bytes.limit", equalTo(1024 * 1024))
                .body("bytes.used", equalTo(0))
                .extract()
                .jsonPath();

        assertThat(quota.getLong("diskFreeBytes")).isGreaterThan(1_000_000);
    }

    @Test
    void nothingIsTakenWhenTheDiskIsNearlyFull() {
        Quotas quotas = quotas(Long.MAX_VALUE, null);

        assertThatThrownBy(() -> require(quotas, UUID.randomUUID())).hasMessageStartingWith("DISK_SPACE_LOW");
    }

    @Test
    void aPersonMayHaveAsMuchAsIsAllowed() {
        Member anna = household.member(Role.USER);
        Member bert = household.member(Role.USER);
        Downloads.store(anna.id(), "aaaaaaaaaaa", 60);
        Downloads.store(anna.id(), "bbbbbbbbbbb", 50);
        Quotas quotas = quotas(0, 110L);

        assertThatThrownBy(() -> require(quotas, anna.id())).hasMessageStartingWith("QUOTA_EXCEEDED");
        require(quotas, bert.id());
        require(quotas(0, 111L), anna.id());
        assertThat(quotas.of(anna.id()).await().atMost(PATIENCE).bytes())
                .isEqualTo(new DownloadQuota.KeptBytes(110, 110));
        assertThat(quotas(0, null).of(anna.id()).await().atMost(PATIENCE).bytes())
                .isNull();
    }

    private static void require(Quotas quotas, UUID user) {
        quotas.requireRoom(user).await().atMost(PATIENCE);
    }

    private Quotas quotas(long leastFree, Long bytesPerUser) {
        QuotaConfig config = () -> Optional.ofNullable(bytesPerUser).map(QuotaTest::size);
        MediaRootConfig space = new MediaRootConfig() {
            @Override
            public Path root() {
                return root.path();
            }

            @Override
            public MemorySize leastFree() {
                return size(leastFree);
            }
        };
        return new Quotas(config, limiter, policies, root, space, pool);
    }

    private static MemorySize size(long bytes) {
        return new MemorySize(BigInteger.valueOf(bytes));
    }
}
