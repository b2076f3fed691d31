package io.medianest.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.runtime.error.Errors;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Vertx vertx = Vertx.vertx();
    private final Rounds rounds = new Rounds(vertx, new Errors("test", metrics));
    private final AtomicInteger done = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void beginAtOnceAndComeAgainAlsoAfterAFailure() {
        rounds.every("Working", Duration.ofDays(1), this::round);
        await().until(() -> done.get() == 1);

        rounds.every(
                "Working",
                PAUSE,
                () -> round().chain(() -> Uni.createFrom().failure(new IllegalStateException("fails"))));
        await().until(() -> done.get() > 3);
        assertThat(metrics.get("medianest.errors.reported").counter().count()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void eachHasAContextOfItsOwn() {
        Set<Context> contexts = ConcurrentHashMap.newKeySet();
        rounds.every("Working", PAUSE, () -> {
            if (VertxContext.isOnDuplicatedContext()) {
                contexts.add(Vertx.currentContext());
            }
            return round();
        });
        await().until(() -> contexts.size() > 2);
    }

    @Test
    void areLeftOutWhileOneIsUnderWayAndAfterTheEnd() {
        AtomicReference<UniEmitter<? super Void>> first = new AtomicReference<>();
        rounds.every(
                "Working",
                PAUSE,
                () -> done.getAndIncrement() == 0
                        ? Uni.createFrom().<Void>emitter(first::set)
                        : Uni.createFrom().voidItem());
        AtomicInteger others = new AtomicInteger();
        rounds.every("Working", PAUSE, () -> Uni.createFrom().voidItem().invoke(others::incrementAndGet));
        await().until(() -> others.get() > 3 && first.get() != null);
        assertThat(done).hasValue(1);

        first.get().complete(null);
        await().until(() -> done.get() > 2);
        rounds.stop(new ShutdownEvent());
    }

    private Uni<Void> round() {
        return Uni.createFrom().voidItem().invoke(done::incrementAndGet);
    }
}
