package io.medianest.simulators.overseerr;

/** Which of the two products is played; they differ in what becomes of a request once its media is there. */
public enum Product {
    /** Requests end APPROVED; media ends AVAILABLE; what is deleted is UNKNOWN again. */
    OVERSEERR,
    /** Requests end COMPLETED; media can be BLOCKLISTED and DELETED. */
    SEERR
}
