package io.medianest.monitor.schedule;

import io.medianest.monitor.probe.ProbeResult;
import io.medianest.monitor.state.Finding;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether it may be this instance that sees nothing: when everything that it looks at over a network fails, it says
 * nothing about any of it.
 */
@ApplicationScoped
class OwnNetwork {
    /** Of fewer services nothing follows. */
    private static final int ENOUGH = 4;

    private final Map<String, Boolean> answers = new ConcurrentHashMap<>();

    /** Takes a result into account. */
    void saw(String service, ProbeResult result) {
        answers.put(service, result.finding() != Finding.DOWN);
    }

    /** A service is not looked at any more. */
    void forget(String service) {
        answers.remove(service);
    }

    /** Whether nothing at all answers. */
    boolean isSuspect() {
        return answers.size() >= ENOUGH && !answers.containsValue(true);
    }
}
