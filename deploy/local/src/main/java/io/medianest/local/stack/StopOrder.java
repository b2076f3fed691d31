package io.medianest.local.stack;

/** In which order the processes stop: nobody loses what it depends on while it still works. */
enum StopOrder {
    GATEWAY,
    SERVICES,
    SIMULATORS,
    KAFKA,
    REDIS,
    POSTGRES
}
