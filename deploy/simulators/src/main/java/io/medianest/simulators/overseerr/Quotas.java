package io.medianest.simulators.overseerr;

import io.medianest.simulators.overseerr.OverseerrUser.QuotaLimit;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** How much of their quota users have used. */
final class Quotas {

    /** One of a user's two quotas; a limit of 0 is none. */
    record Quota(int days, int limit, int used) {

        int remaining() {
            return Math.max(0, limit - used);
        }

        boolean isExhausted() {
            return limit > 0 && remaining() == 0;
        }

        JsonObject toJson() {
            JsonObject json =
                    new JsonObject().put("days", days).put("limit", limit).put("used", used);
            if (limit > 0) {
                json.put("remaining", remaining());
            }
            return json.put("restricted", isExhausted());
        }
    }

    private final Store store;

    Quotas(Store store) {
        this.store = store;
    }

    /** The user's quota for films or, by seasons, for series. */
    Quota of(OverseerrUser user, String type) {
        QuotaLimit quota = type.equals("movie") ? user.movieQuota() : user.tvQuota();
        int limit = user.hasAny(Permission.MANAGE_USERS) ? 0 : quota.limit();
        return new Quota(quota.days(), limit, limit == 0 ? 0 : used(user, type, quota.days()));
    }

    JsonObject toJson(OverseerrUser user) {
        return new JsonObject()
                .put("movie", of(user, "movie").toJson())
                .put("tv", of(user, "tv").toJson());
    }

    private int used(OverseerrUser user, String type, int days) {
        Instant since = days == 0 ? Instant.EPOCH : Store.now().minus(Duration.ofDays(days));
        return store.requests().stream()
                .filter(request -> request.requestedBy() == user.id()
                        && request.type().equals(type)
                        && request.status() != RequestStatus.DECLINED
                        && request.createdAt().isAfter(since))
                .mapToInt(
                        request -> type.equals("movie") ? 1 : request.seasons().size())
                .sum();
    }
}
