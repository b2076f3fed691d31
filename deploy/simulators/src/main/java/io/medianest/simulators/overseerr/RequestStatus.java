package io.medianest.simulators.overseerr;

/** Request statuses by their numbers. Not an enum: tests also send numbers that no version knows. */
public final class RequestStatus {

    /** Waits for somebody to decide. */
    public static final int PENDING = 1;
    /** Approved; with Overseerr it stays so for good. */
    public static final int APPROVED = 2;
    /** Declined. */
    public static final int DECLINED = 3;
    /** Radarr or Sonarr did not take it. */
    public static final int FAILED = 4;
    /** All that was asked for is there, or was removed again (Seerr). */
    public static final int COMPLETED = 5;

    private RequestStatus() {}
}
