package io.medianest.stores.process;

/** The signal by which a process is asked to end. */
public enum StopSignal {
    /** Most processes end in order on this one. */
    TERM,
    /** PostgreSQL on TERM waits for its clients to leave; on this one it ends their sessions. */
    INT
}
