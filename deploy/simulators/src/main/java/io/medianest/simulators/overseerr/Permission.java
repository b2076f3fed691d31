package io.medianest.simulators.overseerr;

/** The permission bits of a user that matter to a client. ADMIN has all. */
public final class Permission {

    /** Everything. */
    public static final int ADMIN = 2;
    /** See and change users. */
    public static final int MANAGE_USERS = 8;
    /** See, approve, decline and delete anybody's requests; own requests are approved at once. */
    public static final int MANAGE_REQUESTS = 16;
    /** Request films and series: what a new user has. */
    public static final int REQUEST = 32;
    /** Own requests are approved at once. */
    public static final int AUTO_APPROVE = 128;
    /** The same, films only. */
    public static final int AUTO_APPROVE_MOVIE = 256;
    /** The same, series only. */
    public static final int AUTO_APPROVE_TV = 512;
    /** Request in 4K. */
    public static final int REQUEST_4K = 1024;
    /** See everybody's requests. */
    public static final int REQUEST_VIEW = 16384;
    /** Request films only. */
    public static final int REQUEST_MOVIE = 262144;
    /** Request series only. */
    public static final int REQUEST_TV = 524288;

    private Permission() {}
}
