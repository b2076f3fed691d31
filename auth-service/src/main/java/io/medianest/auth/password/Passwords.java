package io.medianest.auth.password;

import io.medianest.encryption.SecureTokens;
import io.medianest.runtime.problem.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and compares passwords on a few threads of their own, so that a rush of sign-ins slows down neither each other
 * request nor, beyond a bounded queue, the sign-ins themselves.
 *
 * <p>Every method fails with 503 {@code SIGN_IN_BUSY} when the queue is full, and continues on the caller's context.
 */
@ApplicationScoped
public class Passwords {
    /** The longest password that is looked at at all, in UTF-16 units. */
    public static final int MAX_LENGTH = PasswordPolicy.MAX_LENGTH;

    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final int MOST_THREADS = 2;

    private final PasswordPolicy policy;
    private final AtomicInteger pending = new AtomicInteger();
    private final int capacity;
    private final WorkerExecutor workers;
    private final Timer timer;
    /** The hash of something that nobody knows: comparing with it takes as long as with a real one. */
    private final String nobodys = Argon2.hash(SecureTokens.create());

    Passwords(PasswordConfig config, Vertx vertx, MeterRegistry metrics) {
        policy = new PasswordPolicy(config.breachFile().map(BreachList::read).orElse(BreachList.EMPTY));
        int threads = config.threads().orElseGet(Passwords::sparing);
        capacity = threads + config.queue();
        workers = vertx.createSharedWorkerExecutor("passwords", threads);
        timer = Timer.builder("medianest.auth.password.hashing")
                .description("Time to hash or compare one password, without waiting")
                .register(metrics);
        Gauge.builder("medianest.auth.password.pending", pending, AtomicInteger::get)
                .description("Passwords being hashed or waiting for it")
                .register(metrics);
    }

    /**
     * Hashes a password that somebody wants to have.
     *
     * @param candidate the password and what is known of the person
     * @return the hash as a PHC string; fails with 400 {@code VALIDATION_FAILED} if the policy does not take it
     */
    public Uni<String> hash(NewPassword candidate) {
        return run(() -> {
            Optional<String> objection = policy.objection(candidate);
            if (objection.isPresent()) {
                throw ProblemException.invalid(candidate.field(), objection.get());
            }
            return timer.recordCallable(() -> Argon2.hash(PasswordPolicy.normalise(candidate.password())));
        });
    }

    /** As {@link #hash}, with what must be remembered of the password's length. */
    public Uni<HashedPassword> take(NewPassword candidate) {
        return hash(candidate).map(hash -> new HashedPassword(hash, candidate.isShort()));
    }

    /**
     * Whether a password is the one that was hashed.
     *
     * @param password as it was sent
     * @param hash the stored hash; null if there is none, which takes as long and is never a match
     */
    public Uni<Boolean> matches(String password, @Nullable String hash) {
        return run(() -> timer.recordCallable(() -> {
            boolean equal = Argon2.matches(PasswordPolicy.normalise(password), hash != null ? hash : nobodys);
            return equal && hash != null;
        }));
    }

    /** The hash of a password that nobody knows, for an account that nobody may open by a password for now. */
    public String unknowable() {
        return nobodys;
    }

    /** A rush of sign-ins leaves a core to everybody else. */
    private static int sparing() {
        return Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, MOST_THREADS);
    }

    private <T> Uni<T> run(Callable<T> work) {
        return Uni.createFrom().deferred(() -> {
            if (pending.incrementAndGet() > capacity) {
                pending.decrementAndGet();
                return Uni.createFrom()
                        .failure(ProblemException.unavailable(
                                "SIGN_IN_BUSY", "Too many people are signing in just now; try again.", RETRY));
            }
            return Uni.createFrom()
                    .completionStage(() ->
                            workers.executeBlocking(() -> counted(work), false).toCompletionStage());
        });
    }

    /**
     * Counts down on the worker, so that callers who gave up still count until their work is done. Hashing comes last:
     * whoever signs in waits for tens of milliseconds anyway, everybody else for one.
     */
    @SuppressWarnings("ThreadPriorityCheck") // Only how long one waits depends on it.
    private <T> T counted(Callable<T> work) throws Exception {
        Thread.currentThread().setPriority(Thread.MIN_PRIORITY);
        try {
            return work.call();
        } finally {
            pending.decrementAndGet();
        }
    }
}
