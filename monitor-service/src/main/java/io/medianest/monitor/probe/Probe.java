package io.medianest.monitor.probe;

import io.smallrye.mutiny.Uni;

/** Looks at services of one kind. */
public interface Probe {

    /**
     * Looks at a service now.
     *
     * @return what is wrong is the result; a failure is taken for "does not answer". It need not care for time-outs.
     */
    Uni<ProbeResult> look(Target target);

    /** Looks as {@link #look} does, and tries the key too, which need not be done each time. */
    default Uni<ProbeResult> prove(Target target) {
        return look(target);
    }
}
