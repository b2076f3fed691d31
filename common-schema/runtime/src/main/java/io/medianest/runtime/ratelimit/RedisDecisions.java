package io.medianest.runtime.ratelimit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Decides in Redis, for all instances of all services together, by one script and Redis' own clock. */
@ApplicationScoped
class RedisDecisions {
    // The generic cell rate algorithm, see Gcra. A cost of -1 gives one back, 0 only looks; what is known by
    // its own key, the third, costs nothing again for a day. Times are microseconds, which a double
    // holds exactly for the next 250 years.
    private static final RedisScript SCRIPT = new RedisScript("""
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local again = KEYS[3] and redis.call('EXISTS', KEYS[3]) == 1
            local interval, count, cost = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
            if again then cost = 0 end
            local allowance = interval * count
            local before = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now)
            local kept = math.max(before + interval * cost, now)
            local allowed = again or kept - now <= allowance
            if not allowed then
                kept = before
            elseif kept > now then
                redis.call('SET', KEYS[1], string.format('%.0f', kept), 'PX', math.ceil((kept - now) / 1000))
            else
                redis.call('DEL', KEYS[1])
            end
            if allowed and KEYS[3] and not again then redis.call('SET', KEYS[3], '1', 'EX', 86400) end
            if allowed and not again and cost ~= 0 and ARGV[4] ~= '' then
                local field = ARGV[4] .. '|' .. string.format('%d', time[1] - time[1] % 3600)
                if redis.call('HLEN', KEYS[2]) < tonumber(ARGV[5]) or redis.call('HEXISTS', KEYS[2], field) == 1 then
                    redis.call('HINCRBY', KEYS[2], field, cost)
                end
            end
            return {allowed and 1 or 0, math.max(0, math.floor((allowance - (kept - now)) / interval)),
                kept - now, math.max(0, kept + interval - allowance - now)}
            """);

    private final RedisAPI redis;

    RedisDecisions(RedisAPI redis) {
        this.redis = redis;
    }

    /** Takes one, if it is left; none if the same call of the subject was allowed within the last day. */
    Uni<LimitDecision> take(RateLimitPolicy policy, LimitSubject subject, Optional<String> call) {
        List<String> keys = call.map(
                        name -> List.of(subject.key(policy), RecordedCounts.KEY, subject.key(policy) + ":" + name))
                .orElseGet(() -> List.of(subject.key(policy), RecordedCounts.KEY));
        return run(policy, subject, keys, "1");
    }

    /** Takes none, and tells what is left. */
    Uni<LimitDecision> look(RateLimitPolicy policy, LimitSubject subject) {
        return run(policy, subject, List.of(subject.key(policy), RecordedCounts.KEY), "0");
    }

    /** Gives back one that was taken. */
    Uni<LimitDecision> giveBack(RateLimitPolicy policy, LimitSubject subject) {
        return run(policy, subject, List.of(subject.key(policy), RecordedCounts.KEY), "-1");
    }

    private Uni<LimitDecision> run(RateLimitPolicy policy, LimitSubject subject, List<String> keys, String cost) {
        List<String> arguments = List.of(
                Long.toString(policy.rate().intervalMicros()),
                Integer.toString(policy.rate().count()),
                cost,
                subject.userId() == null ? "" : subject.userId() + "|" + policy.name(),
                Integer.toString(RecordedCounts.MAX_FIELDS));
        return SCRIPT.run(redis, keys, arguments).map(answer -> decision(policy, answer));
    }

    private static LimitDecision decision(RateLimitPolicy policy, Response answer) {
        return LimitDecision.ofMicros(policy, answer.get(0).toInteger() == 1, new long[] {
            answer.get(1).toLong(), answer.get(2).toLong(), answer.get(3).toLong()
        });
    }
}
