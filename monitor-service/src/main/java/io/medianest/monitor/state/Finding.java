package io.medianest.monitor.state;

/** What one check found. */
public enum Finding {
    /** It answers as it should. */
    UP,
    /** It answers, and something is wrong with it. */
    IMPAIRED,
    /** It does not answer, or not as itself. */
    DOWN,
    /** It could not be seen from here, which says nothing about it. */
    UNSEEN
}
