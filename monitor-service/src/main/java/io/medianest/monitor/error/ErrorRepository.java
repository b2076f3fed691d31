package io.medianest.monitor.error;

import io.medianest.events.EventJson;
import io.medianest.events.error.ErrorLogged;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Writes errors and their groups; works in the running transaction. */
@ApplicationScoped
class ErrorRepository {
    /** How many rows an hour may have of one fingerprint; the newest of them takes the count of what follows. */
    static final int ROWS = 60;

    private static final String ERROR = """
             jsonb_to_record(cast(cast(?1 as text) as jsonb)) as e("correlationId" varchar, service varchar, "errorCode" varchar,
               message varchar, "stackTrace" text, "userId" uuid, method varchar, path varchar, route varchar,
               "statusCode" integer, fingerprint varchar, metadata jsonb, count bigint, at timestamptz)
            """;
    /** Also the lock under which the rows of a fingerprint are counted. */
    private static final String GROUP = """
            insert into error_groups as g (fingerprint, error_code, title, service, route, occurrences, first_seen_at,
                                           last_seen_at)
            select e.fingerprint, e."errorCode", e.message, e.service, e.route, e.count, e.at, e.at from
            """ + ERROR + """
            on conflict (fingerprint) do update
            set occurrences = g.occurrences + excluded.occurrences,
                first_seen_at = least(g.first_seen_at, excluded.first_seen_at),
                last_seen_at = greatest(g.last_seen_at, excluded.last_seen_at),
                status = case when g.resolved_at < excluded.last_seen_at then 'open' else g.status end,
                resolved_by = case when g.resolved_at < excluded.last_seen_at then null else g.resolved_by end,
                version = g.version + case when g.resolved_at < excluded.last_seen_at then 1 else 0 end,
                resolved_at = case when g.resolved_at < excluded.last_seen_at then null else g.resolved_at end,
                updated_at = now()
            """;

    private static final String ADD_TO_NEWEST = """
            update error_logs l
            set metadata = l.metadata || jsonb_build_object('count', cast(l.metadata ->> 'count' as bigint) + cast(?2 as bigint))
            from (select newest.id, newest.created_at, count(*) over () as total
                  from error_logs newest
                  where newest.fingerprint = ?1 and newest.created_at >= date_trunc('hour', cast(cast(?3 as text) as timestamptz))
                    and newest.created_at < date_trunc('hour', cast(cast(?3 as text) as timestamptz)) + interval '1 hour'
                  order by newest.created_at desc, newest.id desc
                  limit 1) n
            where n.total >= cast(?4 as bigint) and l.id = n.id and l.created_at = n.created_at
            """;

    /** A person who was purged meanwhile is named no more. */
    private static final String INSERT = """
            insert into error_logs (id, correlation_id, user_id, error_code, error_message, stack_trace, request_path,
                                    request_method, status_code, metadata, created_at, service, route, fingerprint)
            select cast(?2 as uuid), e."correlationId", (select u.id from auth.user_directory u where u.id = e."userId"),
                   e."errorCode", e.message, e."stackTrace", e.path, e.method, e."statusCode",
                   coalesce(e.metadata, '{}') || jsonb_build_object('count', e.count), e.at, e.service, e.route,
                   e.fingerprint
            from
            """ + ERROR;

    private static final String LOCK = "select version from error_groups where id = ?1 for update";
    private static final String SET_STATUS = """
            update error_groups
            set status = cast(?2 as varchar), version = version + 1, updated_at = now(),
                resolved_at = case when cast(?2 as varchar) = 'resolved' then now() end,
                resolved_by = case when cast(?2 as varchar) = 'resolved' then cast(?3 as uuid) end
            where id = ?1
            """;

    /** Counts an error exactly, and keeps a row of it unless the hour has enough of its kind. */
    Uni<Void> store(UUID id, ErrorLogged error) {
        String json = EventJson.write(error);
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(GROUP)
                        .setParameter(1, json)
                        .executeUpdate()
                        .chain(() -> session.createNativeQuery(ADD_TO_NEWEST)
                                .setParameter(1, error.fingerprint())
                                .setParameter(2, error.count())
                                .setParameter(3, error.at().toString())
                                .setParameter(4, ROWS)
                                .executeUpdate())
                        .chain(added -> added > 0
                                ? Uni.createFrom().item(0)
                                : session.createNativeQuery(INSERT)
                                        .setParameter(1, json)
                                        .setParameter(2, id)
                                        .executeUpdate()))
                .replaceWithVoid();
    }

    /** The version of a group, locked until the transaction ends; empty if there is none. */
    Uni<Optional<Long>> lockedVersion(UUID group) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK, Long.class)
                        .setParameter(1, group)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    /** Sets the status of a group. */
    Uni<Void> set(UUID group, GroupStatus status, UUID admin) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SET_STATUS)
                        .setParameter(1, group)
                        .setParameter(2, status.wireName())
                        .setParameter(3, admin)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
