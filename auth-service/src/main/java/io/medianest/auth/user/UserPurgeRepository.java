package io.medianest.auth.user;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Deletes users for good; what belongs to them goes with them, by the database's own rules. */
@ApplicationScoped
class UserPurgeRepository {
    private static final String PURGE = """
            delete from users where id in (
                select id from users where status = 'deleted' and deleted_at < ?1
                 order by deleted_at limit ?2 for update skip locked)
            returning id, version
            """;

    /**
     * Somebody who is gone.
     *
     * @param version the last one
     */
    record Purged(UUID id, long version) {}

    /** Deletes some of those who were deleted before that time. */
    Uni<List<Purged>> purge(Instant before, int most) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(PURGE, Object[].class)
                        .setParameter(1, before)
                        .setParameter(2, most)
                        .getResultList())
                .map(rows -> rows.stream().map(UserPurgeRepository::purged).toList());
    }

    private static Purged purged(Object[] row) {
        if (row.length == 2 && row[0] instanceof UUID id && row[1] instanceof Number version) {
            return new Purged(id, version.longValue());
        }
        throw new IllegalStateException("A purged user is told as " + Arrays.toString(row));
    }
}
