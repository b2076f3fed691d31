package io.medianest.auth.key;

import io.medianest.auth.device.SessionConfig;
import io.medianest.auth.key.SigningKey.State;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How one signing key follows the other: a key is published as the next one, signs as the current one, and stays
 * published when it is retired until the last token that it signed has expired. Takes part in the caller's transaction.
 */
@ApplicationScoped
class SigningKeyRotation {
    /** Clocks differ, and an instance that is slow to notice still signs with the key before. */
    private static final Duration MARGIN = Duration.ofMinutes(2);
    /** Afterwards, for whoever looks into what happened. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final SigningKeyRepository repository;
    private final SigningKeyPairs pairs;
    private final SigningKeyConfig config;
    private final SessionConfig sessions;

    SigningKeyRotation(
            SigningKeyRepository repository, SigningKeyPairs pairs, SigningKeyConfig config, SessionConfig sessions) {
        this.repository = repository;
        this.pairs = pairs;
        this.config = config;
        this.sessions = sessions;
    }

    /** The key that signs now, after the keys have moved on if it is time; makes keys where there are none. */
    Uni<SigningKey> current() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return repository
                .lock()
                .chain(() -> repository.forgetRetired(now.minus(REMEMBERED)))
                .chain(repository::usable)
                .chain(stored -> {
                    Map<State, SigningKey> keys = new EnumMap<>(State.class);
                    stored.forEach(key -> keys.put(key.state(), key));
                    return isDue(keys, now) ? rotate(keys, now) : complete(keys);
                });
    }

    private boolean isDue(Map<State, SigningKey> keys, Instant now) {
        SigningKey current = keys.get(State.CURRENT);
        SigningKey next = keys.get(State.NEXT);
        return current != null
                && next != null
                && current.isDue(now.minus(config.rotateEvery()))
                && next.isPublishedSince(now.minus(config.publishedBefore()));
    }

    /** One after the other: at no moment may there be two current keys or two next ones. */
    private Uni<SigningKey> rotate(Map<State, SigningKey> keys, Instant now) {
        SigningKey old = Objects.requireNonNull(keys.remove(State.CURRENT), "it was due");
        SigningKey next = Objects.requireNonNull(keys.remove(State.NEXT), "it was published");
        old.retire(now.plus(sessions.accessToken())
                .plus(config.checkEvery().multipliedBy(2))
                .plus(MARGIN));
        return repository
                .writeChanges()
                .invoke(() -> next.activate(now))
                .chain(repository::writeChanges)
                .chain(() -> {
                    keys.put(State.CURRENT, next);
                    return complete(keys);
                });
    }

    private Uni<SigningKey> complete(Map<State, SigningKey> keys) {
        List<SigningKey> missing = new ArrayList<>();
        for (State state : List.of(State.CURRENT, State.NEXT)) {
            keys.computeIfAbsent(state, absent -> {
                SigningKey key = pairs.create(absent);
                missing.add(key);
                return key;
            });
        }
        SigningKey current = Objects.requireNonNull(keys.get(State.CURRENT), "stored or just made");
        // Persisting nothing at all is a failure to Panache.
        return missing.isEmpty()
                ? Uni.createFrom().item(current)
                : repository.persist(missing).replaceWith(current);
    }
}
