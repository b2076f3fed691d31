package io.medianest.monitor.error;

import io.medianest.events.EventJson;
import io.medianest.events.error.ErrorLogged;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes errors and their groups; works in the running transaction. */
@ApplicationScoped
class ErrorRepository {
    /** How many rows an hour may have of one fingerprint; the newest of them takes the count of what follows. */
    static final int ROWS = 60;

    private static final String TOLD = """
             (select cast(told.key as uuid) as id, error.*
              from jsonb_each(cast(cast(?1 as text) as jsonb)) told
              cross join lateral jsonb_to_record(told.value) as error("correlationId" varchar, service varchar,
                "errorCode" varchar, message varchar, "stackTrace" text, "userId" uuid, method varchar, path varchar,
                route varchar, "statusCode" integer, fingerprint varchar, metadata jsonb, count bigint, at timestamptz)) e
            """;
    /** Also the locks, always taken in one order, under which the rows of a fingerprint are counted. */
    private static final String GROUPS = """
            insert into error_groups as g (fingerprint, error_code, title, service, route, occurrences, first_seen_at,
                                           last_seen_at)
            select first.fingerprint, first."errorCode", first.message, first.service, first.route, first.occurrences,
                   first.first_seen_at, first.last_seen_at
            from (select distinct on (e.fingerprint) e.*,
                         sum(e.count) over told as occurrences, min(e.at) over told as first_seen_at,
                         max(e.at) over told as last_seen_at
                  from
            """ + TOLD + """
                  window told as (partition by e.fingerprint)
                  order by e.fingerprint, e.at, e.id) first
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

    /**
     * The first ones of an hour that had room. A person who was purged meanwhile is named no more.
     *
     * @see #ROWS
     */
    private static final String INSERT = """
            insert into error_logs (id, correlation_id, user_id, error_code, error_message, stack_trace, request_path,
                                    request_method, status_code, metadata, created_at, service, route, fingerprint)
            select t.id, t."correlationId", (select u.id from auth.user_directory u where u.id = t."userId"),
                   t."errorCode", t.message, t."stackTrace", t.path, t.method, t."statusCode",
                   coalesce(t.metadata, '{}') || jsonb_build_object('count', t.count), t.at, t.service, t.route,
                   t.fingerprint
            from (select e.*, row_number() over (partition by e.fingerprint, date_trunc('hour', e.at)
                                                 order by e.at, e.id) as place
                  from
            """ + TOLD + """
                 ) t
            where t.place <= cast(?2 as bigint) - (select count(*) from error_logs l
                                                   where l.fingerprint = t.fingerprint
                                                     and l.created_at >= date_trunc('hour', t.at)
                                                     and l.created_at < date_trunc('hour', t.at) + interval '1 hour')
            """;

    /** The others are counted by the newest row of their hour. */
    private static final String ADD_TO_NEWEST = """
            update error_logs l
            set metadata = l.metadata
                           || jsonb_build_object('count', cast(l.metadata ->> 'count' as bigint) + n.occurrences)
            from (select newest.id, newest.created_at, o.occurrences
                  from (select e.fingerprint, date_trunc('hour', e.at) as hour, sum(e.count) as occurrences
                        from
            """ + TOLD + """
                        where not exists (select from error_logs kept where kept.id = e.id and kept.created_at = e.at)
                        group by 1, 2) o
                  cross join lateral (select l.id, l.created_at from error_logs l
                                      where l.fingerprint = o.fingerprint and l.created_at >= o.hour
                                        and l.created_at < o.hour + interval '1 hour'
                                      order by l.created_at desc, l.id desc
                                      limit 1) newest) n
            where l.id = n.id and l.created_at = n.created_at
            """;

    private static final String LOCK = "select version from error_groups where id = ?1 for update";
    private static final String SET_STATUS = """
            update error_groups
            set status = cast(?2 as varchar), version = version + 1, updated_at = now(),
                resolved_at = case when cast(?2 as varchar) = 'resolved' then now() end,
                resolved_by = case when cast(?2 as varchar) = 'resolved' then cast(?3 as uuid) end
            where id = ?1
            """;

    /**
     * Counts errors exactly, and keeps a row of each unless its hour has enough of its kind.
     *
     * @param errors by the ids of their events, none of which is stored yet
     */
    Uni<Void> store(Map<UUID, ErrorLogged> errors) {
        String json = errors.entrySet().stream()
                .map(error -> '"' + error.getKey().toString() + "\":" + EventJson.write(error.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(GROUPS)
                        .setParameter(1, json)
                        .executeUpdate()
                        .chain(() -> session.createNativeQuery(INSERT)
                                .setParameter(1, json)
                                .setParameter(2, ROWS)
                                .executeUpdate())
                        .chain(inserted -> inserted == errors.size()
                                ? Uni.createFrom().item(0)
                                : session.createNativeQuery(ADD_TO_NEWEST)
                                        .setParameter(1, json)
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
