package io.medianest.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

    private final Vertx vertx = Vertx.vertx();
    private final Rounds rounds = new Rounds(vertx);
    private final AtomicInteger done = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void beginAtOnceAndComeAgainAlsoAfterAFailure() {
        rounds.every(Duration.ofDays(1), this::round);
        await().until(() -> done.get() == 1);

        rounds.every(PAUSE, () -> round().chain(() -> Uni.createFrom().failure(new IllegalStateException("fails"))));
        await().until(() -> done.get() > 3);
    }

    @Test
    void eachHasAContextOfItsOwn() {
        Set<Context> contexts = ConcurrentHashMap.newKeySet();
        rounds.every(PAUSE, () -> {
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
                PAUSE,
                () -> done.getAndIncrement() == 0
                        ? Uni.createFrom().<Void>emitter(first::set)
                        : Uni.createFrom().voidItem());
        AtomicInteger others = new AtomicInteger();
        rounds.every(PAUSE, () -> Uni.createFrom().voidItem().invoke(others::incrementAndGet));
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
