package io.medianest.auth.mail;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The mails that wait, shared by all instances: each is taken by one of them at a time. */
@ApplicationScoped
class MailQueue {
    // What is taken is due again when its sender must have given up, whether it lives to say so or not.
    private static final String TAKE = """
            update mail_outbox set attempts = attempts + 1, next_attempt_at = $2
             where id in (select id from mail_outbox where next_attempt_at <= now() and expires_at > now()
                           order by next_attempt_at limit $1 for update skip locked)
            returning id, sealed_letter, attempts, correlation_id
            """;
    private static final String DONE = "delete from mail_outbox where id = $1";
    private static final String LATER = "update mail_outbox set next_attempt_at = $2 where id = $1";
    private static final String EXPIRED = "delete from mail_outbox where expires_at <= now()";
    private static final String WAITING = "select count(*) from mail_outbox";

    private final Pool pool;

    MailQueue(Pool pool) {
        this.pool = pool;
    }

    /** Takes at most so many mails that are due; nobody else gets them for that while. */
    Uni<List<WaitingMail>> take(int limit, Duration hold) {
        return pool.preparedQuery(TAKE).execute(Tuple.of(limit, after(hold))).map(rows -> {
            List<WaitingMail> mails = new ArrayList<>(rows.size());
            rows.forEach(row -> mails.add(mail(row)));
            return mails;
        });
    }

    Uni<Void> done(UUID id) {
        return pool.preparedQuery(DONE).execute(Tuple.of(id)).replaceWithVoid();
    }

    Uni<Void> later(UUID id, Duration pause) {
        return pool.preparedQuery(LATER).execute(Tuple.of(id, after(pause))).replaceWithVoid();
    }

    /** Drops what makes no sense any more; returns how many that were. */
    Uni<Integer> dropExpired() {
        return pool.query(EXPIRED).execute().map(RowSet::rowCount);
    }

    Uni<Long> count() {
        return pool.query(WAITING).execute().map(rows -> rows.iterator().next().getLong(0));
    }

    private static OffsetDateTime after(Duration pause) {
        return OffsetDateTime.now(ZoneOffset.UTC).plus(pause);
    }

    private static WaitingMail mail(Row row) {
        return new WaitingMail(
                row.getUUID("id"),
                row.getString("sealed_letter"),
                row.getInteger("attempts"),
                row.getString("correlation_id"));
    }
}
