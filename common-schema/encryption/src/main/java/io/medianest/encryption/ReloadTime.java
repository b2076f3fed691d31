package io.medianest.encryption;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time within which every process has read a file of secrets that was changed, see {@link SecretSource}. */
public final class ReloadTime {
    /** Twice the pause between two looks, for a machine that is busy. */
    private static final Duration ENOUGH = SecretSource.PAUSE.multipliedBy(2);

    private ReloadTime() {}

    /**
     * Lets it pass.
     *
     * @throws InvalidSecretException if the thread is interrupted meanwhile: the change then has to be continued later
     */
    public static void await() {
        try {
            new CountDownLatch(1).await(ENOUGH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InvalidSecretException("Interrupted; the same command goes on from here", e);
        }
    }
}
