package io.medianest.testing.stores;

import io.medianest.events.revocation.RevocationHeartbeat;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Stands in for auth-service's sign of life, once for a test JVM: a service that hears none for 30 seconds takes only
 * tokens younger than a minute, and a class of tests can run longer than that.
 */
public final class AuthHeartbeat {
    private static final int INTERVAL_SECONDS = 2;
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("auth-heartbeat").factory());
    private static boolean started;

    private AuthHeartbeat() {}

    /** Begins, unless it has begun before. */
    public static synchronized void start() {
        if (!started) {
            started = true;
            EventPublisher publisher = EventPublisher.create();
            var beat = TIMER.scheduleWithFixedDelay(
                    () -> publisher.publish(new RevocationHeartbeat(Instant.now()), 1),
                    0,
                    INTERVAL_SECONDS,
                    TimeUnit.SECONDS);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> beat.cancel(true)));
        }
    }
}
