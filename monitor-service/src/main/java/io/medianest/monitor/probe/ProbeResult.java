package io.medianest.monitor.probe;

import io.medianest.monitor.state.Finding;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a service found.
 *
 * @param finding UP, IMPAIRED or DOWN
 * @param responseMs how long the answer took; null without one
 * @param cause what is wrong, in words without addresses and secrets; null if nothing is
 */
public record ProbeResult(
        Finding finding,
        @Nullable Integer responseMs,
        @Nullable String cause) {

    /** It answers as it should. */
    public static ProbeResult up() {
        return new ProbeResult(Finding.UP, null, null);
    }

    /** It answers, and something is wrong with it. */
    public static ProbeResult impaired(String cause) {
        return new ProbeResult(Finding.IMPAIRED, null, cause);
    }

    /** It does not work. */
    public static ProbeResult down(String cause) {
        return new ProbeResult(Finding.DOWN, null, cause);
    }

    /** The same with the time that it took; without a change if it is down. */
    public ProbeResult took(int ms) {
        return finding == Finding.DOWN ? this : new ProbeResult(finding, ms, cause);
    }
}
