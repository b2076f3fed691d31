package io.medianest.runtime.problem;

/** Tells failures that pass by themselves from those that do not. */
public final class Outages {
    private static final int SERVICE_UNAVAILABLE = 503;

    private Outages() {}

    /** Whether something that the work needs cannot be reached now, so that the same work may succeed later. */
    public static boolean isOutage(Throwable failure) {
        return ProblemTranslation.translate(failure)
                .filter(problem -> problem.status() == SERVICE_UNAVAILABLE)
                .isPresent();
    }
}
