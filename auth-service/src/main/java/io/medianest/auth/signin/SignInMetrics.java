package io.medianest.auth.signin;

import io.medianest.runtime.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts and times sign-ins by what came of them. */
@ApplicationScoped
public class SignInMetrics {
    private final MeterRegistry registry;

    SignInMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Observes one sign-in from its subscription to its end. */
    public <T> Uni<T> observe(Uni<T> signIn) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample sample = Timer.start(registry);
            return signIn.onItemOrFailure().invoke((answer, failure) -> sample.stop(timer(failure)));
        });
    }

    private Timer timer(@Nullable Throwable failure) {
        return Timer.builder("medianest.auth.sign.ins")
                .description("Sign-ins by what came of them")
                .tag("outcome", outcome(failure))
                .register(registry);
    }

    private static String outcome(@Nullable Throwable failure) {
        return switch (failure) {
            case null -> "succeeded";
            case ProblemException problem -> problem.code().toLowerCase(Locale.ROOT);
            default -> "failed";
        };
    }
}
