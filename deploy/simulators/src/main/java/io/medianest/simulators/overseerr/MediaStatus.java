package io.medianest.simulators.overseerr;

/** Media statuses by their numbers. Not an enum: tests also send numbers that no version knows. */
public final class MediaStatus {

    /** Nobody asked for it, or it is gone again. */
    public static final int UNKNOWN = 1;
    /** Asked for, not approved. */
    public static final int PENDING = 2;
    /** Approved, being fetched. */
    public static final int PROCESSING = 3;
    /** Some seasons are there. */
    public static final int PARTIALLY_AVAILABLE = 4;
    /** All of it is there. */
    public static final int AVAILABLE = 5;
    /** Nobody may ask for it (Seerr). */
    public static final int BLOCKLISTED = 6;
    /** It was there and was removed (Seerr). */
    public static final int DELETED = 7;

    private MediaStatus() {}

    /** The name as a webhook carries it; the number itself when there is none. */
    public static String name(int status) {
        return switch (status) {
            case UNKNOWN -> "UNKNOWN";
            case PENDING -> "PENDING";
            case PROCESSING -> "PROCESSING";
            case PARTIALLY_AVAILABLE -> "PARTIALLY_AVAILABLE";
            case AVAILABLE -> "AVAILABLE";
            case BLOCKLISTED -> "BLOCKLISTED";
            case DELETED -> "DELETED";
            default -> Integer.toString(status);
        };
    }
}
