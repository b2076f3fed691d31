package io.medianest.persistence.transaction;

import io.medianest.runtime.correlation.Correlation;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The one way to open a transaction: each begins by naming its actor and correlation id for the audit trail, which no
 * annotation could be trusted to know.
 *
 * <p>Only services use it, one call per public method. Repositories called in the work find the session by Panache. Call
 * no other system in the work, and never run two things at once in it: a session belongs to one thread, one statement
 * at a time.
 */
@ApplicationScoped
public class Transactions {
    private static final String NAME_ACTOR =
            "select set_config('app.actor_id', ?1, true), set_config('app.correlation_id', ?2, true)";

    /**
     * Does the work in a transaction, and flushes and commits it; rolls back if the work fails. Inside a running
     * transaction the work joins it, and that one's actor stays.
     *
     * @param actor who the audit trail names
     * @param work what to do; must run on a request's or event's own Vert.x context
     * @return what the work returns, once it is committed
     */
    public <T> Uni<T> write(AuditActor actor, Supplier<Uni<T>> work) {
        Correlation correlation = Correlation.current();
        correlation.enter();
        return Panache.withSession(() -> Panache.getSession()
                .chain(session -> session.currentTransaction() != null
                        ? work.get()
                        : session.withTransaction(transaction ->
                                nameActor(session, actor, correlation).chain(() -> work.get()))));
    }

    /**
     * Does the work, which only reads, in a session without a transaction; inside a running one it joins that.
     *
     * @param work what to do
     */
    public <T> Uni<T> read(Supplier<Uni<T>> work) {
        return Panache.withSession(work);
    }

    private static Uni<Object> nameActor(Mutiny.Session session, AuditActor actor, Correlation correlation) {
        return session.createNativeQuery(NAME_ACTOR)
                .setParameter(1, actor.id())
                .setParameter(2, correlation.id())
                .getSingleResult();
    }
}
