package io.medianest.monitor.job;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Notes what work is asked for, and by whom. */
@ApplicationScoped
class JobRepository {
    private static final String REQUEST = """
            with own as (
              update jobs set requested_at = coalesce(requested_at, now()) where name = ?1 and name not in ('maintain', 'backup')
              returning name)
            select (select count(*) from own) > 0 or auth.request_job(?1) or media.request_job(?1) as found
            """;
    private static final String NOTE = "insert into job_requests (job, requested_by) values (?1, ?2)";
    private static final String FORGET = "delete from job_requests where requested_at < now() - interval '31 days'";

    /**
     * Notes, in the running transaction, that somebody wants work to be done now, which its service sees within half a
     * minute; false if there is none of that name that a service could be asked for.
     */
    Uni<Boolean> request(String name, UUID by) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(REQUEST, Boolean.class)
                        .setParameter(1, name)
                        .getSingleResult()
                        .chain(found -> found
                                ? session.createNativeQuery(FORGET)
                                        .executeUpdate()
                                        .chain(() -> session.createNativeQuery(NOTE)
                                                .setParameter(1, name)
                                                .setParameter(2, by)
                                                .executeUpdate())
                                        .replaceWith(true)
                                : Uni.createFrom().item(false)));
    }
}
