package io.medianest.youtube.quota;

import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.ratelimit.LimitDecision;
import io.medianest.runtime.ratelimit.LimitSubject;
import io.medianest.runtime.ratelimit.RateLimitPolicies;
import io.medianest.runtime.ratelimit.RateLimitPolicy;
import io.medianest.runtime.ratelimit.RateLimiter;
import io.medianest.youtube.file.MediaRoot;
import io.medianest.youtube.file.MediaRootConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether somebody may have more downloaded, by what that person has already and by what the disk holds. */
@ApplicationScoped
public class Quotas {
    private static final String USED = """
            select coalesce(sum(v.file_bytes), 0)::bigint as used, coalesce(bool_or(v.id = $2), false) as has_it
            from videos v
            where exists (select from youtube_download_items i where i.stored_video_id = v.id and i.user_id = $1)
            """;

    private final QuotaConfig config;
    private final RateLimiter limiter;
    private final RateLimitPolicies policies;
    private final MediaRoot root;
    private final MediaRootConfig space;
    private final Pool pool;

    Quotas(
            QuotaConfig config,
            RateLimiter limiter,
            RateLimitPolicies policies,
            MediaRoot root,
            MediaRootConfig space,
            Pool pool) {
        this.config = config;
        this.limiter = limiter;
        this.policies = policies;
        this.root = root;
        this.space = space;
        this.pool = pool;
    }

    /** What a person may still ask for; asking takes nothing of it. */
    Uni<DownloadQuota> of(UUID userId) {
        RateLimitPolicy policy = policies.named("youtube-downloads");
        return limiter.look(policy, LimitSubject.user(userId))
                .chain(decision ->
                        root.freeBytes().chain(free -> bytes(userId).map(bytes -> view(decision, free, bytes))));
    }

    /**
     * Refuses what there is no room for.
     *
     * @return fails with 507 {@code DISK_SPACE_LOW}, or 403 {@code QUOTA_EXCEEDED} if that person's files take as much as
     *     they may
     */
    public Uni<Void> requireRoom(UUID userId) {
        return root.freeBytes()
                .invoke(free -> {
                    if (free < space.leastFree().asLongValue()) {
                        throw new ProblemException(
                                507,
                                "DISK_SPACE_LOW",
                                "There is too little room where the videos are kept. Delete some first, or ask whoever"
                                        + " runs this installation.");
                    }
                })
                .chain(() -> bytes(userId))
                .invoke(bytes -> bytes.filter(own -> own.used() >= own.limit()).ifPresent(own -> {
                    throw new ProblemException(
                                    403,
                                    "QUOTA_EXCEEDED",
                                    "Your videos take as much room as they may; delete some of your downloads with"
                                            + " their files first.")
                            .with("quota", "bytes");
                }))
                .replaceWithVoid();
    }

    /**
     * How many bytes a person may still have.
     *
     * @param userId null once that person is gone
     * @param wanted a file that is there already, null for a new one; if that person has it, it takes nothing more
     * @return 0 or more; {@link Long#MAX_VALUE} if that is not limited
     */
    public Uni<Long> room(@Nullable UUID userId, @Nullable UUID wanted) {
        if (userId == null || config.bytesPerUser().isEmpty()) {
            return Uni.createFrom().item(Long.MAX_VALUE);
        }
        long limit = config.bytesPerUser().get().asLongValue();
        return used(userId, wanted)
                .map(row -> row.getBoolean("has_it") ? Long.MAX_VALUE : Math.max(0, limit - row.getLong("used")));
    }

    private Uni<Row> used(UUID userId, @Nullable UUID wanted) {
        return pool.preparedQuery(USED)
                .execute(Tuple.of(userId, wanted))
                .map(rows -> rows.iterator().next());
    }

    /** Empty if that is not limited. */
    private Uni<Optional<DownloadQuota.KeptBytes>> bytes(UUID userId) {
        return config.bytesPerUser()
                .map(limit -> used(userId, null)
                        .map(row -> Optional.of(new DownloadQuota.KeptBytes(limit.asLongValue(), row.getLong("used")))))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static DownloadQuota view(LimitDecision decision, long free, Optional<DownloadQuota.KeptBytes> bytes) {
        int limit = decision.policy().rate().count();
        return new DownloadQuota(
                limit,
                limit - decision.remaining(),
                Instant.now().plus(decision.reset()).truncatedTo(ChronoUnit.SECONDS),
                free,
                bytes.orElse(null));
    }
}
