package io.medianest.media.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.media.overseerr.OverseerrRefusedException;
import io.medianest.media.overseerr.OverseerrUnavailableException;
import io.medianest.media.search.TitleCache.Kept;
import io.medianest.runtime.outbound.CallersContext;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Answers of Overseerr of one kind. A fresh one is given again; an older one too, while one instance asks anew in the
 * background; an old one only if Overseerr cannot be asked. Whoever asks the same at the same time waits for one answer.
 */
final class Remembered<T> {
    private static final Logger LOG = Logger.getLogger(Remembered.class);

    private final TitleCache cache;
    private final SearchConfig config;
    private final ObjectMapper json;
    private final Class<T> type;
    /** No more than there are callers at this moment. */
    private final ConcurrentMap<String, Uni<T>> underWay = new ConcurrentHashMap<>();

    Remembered(TitleCache cache, SearchConfig config, ObjectMapper json, Class<T> type) {
        this.cache = cache;
        this.config = config;
        this.json = json;
        this.type = type;
    }

    /**
     * The answer.
     *
     * @param key names the question
     * @param fresh how long an answer is
     * @param question asks Overseerr
     * @return fails as the question does if nothing usable is kept
     */
    Uni<Found<T>> get(String key, Duration fresh, Supplier<Uni<T>> question) {
        return cache.get(key)
                .chain(kept -> kept.flatMap(this::read)
                        .filter(known -> isAtMost(known, config.usable()))
                        .map(known -> Uni.createFrom().item(usable(key, known, fresh, question)))
                        .orElseGet(() -> asked(key, question)
                                .map(Found::now)
                                .onFailure(Remembered::cannotTell)
                                .recoverWithUni(failure -> kept.flatMap(this::read)
                                        .map(known -> Uni.createFrom().item(known))
                                        .orElseGet(() -> Uni.createFrom().failure(failure)))));
    }

    private Found<T> usable(String key, Found<T> known, Duration fresh, Supplier<Uni<T>> question) {
        if (isAtMost(known, fresh)) {
            return new Found<>(known.value(), AnswerSource.CACHE, false, known.since());
        }
        refresh(key, question);
        return known;
    }

    private void refresh(String key, Supplier<Uni<T>> question) {
        cache.mayRefresh(key)
                .chain(mine -> mine
                        ? asked(key, question).replaceWithVoid()
                        : Uni.createFrom().voidItem())
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("An older answer stays for now: %s", failure.toString()));
    }

    /** Asks, for all who want to know at this moment, and keeps the answer. */
    private Uni<T> asked(String key, Supplier<Uni<T>> question) {
        return CallersContext.keep(underWay.computeIfAbsent(
                key,
                absent -> Uni.createFrom()
                        .deferred(question::get)
                        .call(answer -> cache.put(key, write(answer)))
                        .onTermination()
                        .invoke(() -> underWay.remove(key))
                        .memoize()
                        .indefinitely()));
    }

    private static boolean isAtMost(Found<?> known, Duration age) {
        return Duration.between(known.since(), Instant.now()).compareTo(age) <= 0;
    }

    private static boolean cannotTell(Throwable failure) {
        return failure instanceof OverseerrUnavailableException || failure instanceof OverseerrRefusedException;
    }

    private String write(T answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer could not be written", e);
        }
    }

    /** What a version before this one has kept may have another form. */
    private Optional<Found<T>> read(Kept kept) {
        try {
            return Optional.of(new Found<>(json.readValue(kept.text(), type), AnswerSource.CACHE, true, kept.since()));
        } catch (JsonProcessingException e) {
            LOG.debugf("What was kept is not understood any more: %s", e.getMessage());
            return Optional.empty();
        }
    }
}
