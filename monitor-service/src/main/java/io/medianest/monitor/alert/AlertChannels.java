package io.medianest.monitor.alert;

import io.medianest.monitor.alert.AlertChannelQueries.Stored;
import io.medianest.persistence.idempotency.Idempotency;
import io.medianest.persistence.idempotency.IdempotentCall;
import io.medianest.persistence.problem.Constraint;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.http.Answer;
import io.medianest.runtime.http.IdempotencyKey;
import io.medianest.runtime.http.IfMatch;
import io.medianest.runtime.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/** Sets who is told of what. */
@ApplicationScoped
class AlertChannels {
    /** How many there may be. */
    static final int MOST = 50;

    private final Transactions transactions;
    private final Idempotency idempotency;
    private final AlertChannelRepository repository;
    private final AlertChannelQueries queries;
    private final AlertChannelRules rules;
    private final AlertChannelColumns columns;

    AlertChannels(
            Transactions transactions,
            Idempotency idempotency,
            AlertChannelRepository repository,
            AlertChannelQueries queries,
            AlertChannelRules rules,
            AlertChannelColumns columns) {
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.repository = repository;
        this.queries = queries;
        this.rules = rules;
        this.columns = columns;
    }

    /**
     * Makes a channel.
     *
     * @return what was made; fails with 400 that names the field, 409 {@code ALERT_CHANNEL_EXISTS} or
     *     {@code TOO_MANY_ALERT_CHANNELS}
     */
    Uni<Answer<AlertChannelView>> create(UUID admin, IdempotencyKey key, PutAlertChannel asked) {
        IdempotentCall<AlertChannelView> call =
                IdempotentCall.of(admin, key, "create-alert-channel", asked, AlertChannelView.class);
        AuditActor actor = AuditActor.user(admin);
        return idempotency.answered(
                call,
                () -> rules.check(asked, Optional.empty())
                        .chain(() -> transactions.write(actor, () -> idempotency.record(call, () -> add(admin, asked))))
                        .onFailure(Constraint.violated("alert_channels_name_key"))
                        .transform(AlertChannels::taken));
    }

    /**
     * Sets a channel anew.
     *
     * @return what it is now; fails with 400 that names the field, 404, 409 {@code ALERT_CHANNEL_EXISTS}, 412 if it is
     *     another version
     */
    Uni<Stored> put(UUID admin, UUID id, PutAlertChannel asked, IfMatch version) {
        return queries.find(id)
                .chain(stored -> {
                    version.check(stored.version());
                    return rules.check(asked, Optional.of(stored))
                            .chain(() -> transactions.write(
                                    AuditActor.user(admin),
                                    () -> locked(id, stored.version())
                                            .invoke(channel ->
                                                    columns.set(channel, asked, stored.sealedSecret(), admin))
                                            .chain(channel -> repository.persistAndFlush(channel))));
                })
                .onFailure(Constraint.violated("alert_channels_name_key"))
                .transform(AlertChannels::taken)
                .chain(() -> queries.find(id));
    }

    /** Removes a channel and its part of the log; 404 if there is none, 412 if it is another version. */
    Uni<Void> delete(UUID admin, UUID id, IfMatch version) {
        return transactions.write(
                AuditActor.user(admin),
                () -> found(id)
                        .invoke(channel -> version.check(channel.version()))
                        .chain(channel -> repository.delete(channel)));
    }

    private Uni<Answer<AlertChannelView>> add(UUID admin, PutAlertChannel asked) {
        AlertChannel channel = new AlertChannel(UuidVersion7Strategy.INSTANCE.generateUuid(null), asked.kind());
        return repository
                .counted()
                .invoke(count -> {
                    if (count >= MOST) {
                        throw ProblemException.conflict(
                                "TOO_MANY_ALERT_CHANNELS", "There are " + MOST + " channels: remove one first.");
                    }
                })
                .invoke(() -> columns.set(channel, asked, null, admin))
                .chain(() -> repository.persistAndFlush(channel))
                .map(done -> columns.view(channel))
                .map(view -> Answer.created(view, "/api/v1/alert-channels/" + view.id())
                        .version(channel.version()));
    }

    /** What was read before must still be so: the kept secret belongs to the address of then. */
    private Uni<AlertChannel> locked(UUID id, long known) {
        return found(id).invoke(channel -> {
            if (channel.version() != known) {
                throw ProblemException.stale();
            }
        });
    }

    private Uni<AlertChannel> found(UUID id) {
        return repository.locked(id).map(found -> found.orElseThrow(() -> ProblemException.notFound("alert channel")));
    }

    private static Throwable taken(@Nullable Throwable violation) {
        return ProblemException.conflict("ALERT_CHANNEL_EXISTS", "Another channel has this name.");
    }
}
