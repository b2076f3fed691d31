package io.medianest.youtube.ytdlp;

import java.util.Locale;

/** Why a video or a list did not come. */
public enum FailureKind {
    /** Only its owner sees it. */
    PRIVATE("This video is private.", Then.NOTHING),
    /** Only paying members of the channel see it. */
    MEMBERS_ONLY("This video is for members of the channel only.", Then.NOTHING),
    /** YouTube wants to know how old one is. */
    AGE_RESTRICTED("YouTube shows this video to signed-in adults only.", Then.NOTHING),
    /** It was removed, or is not shown here. */
    UNAVAILABLE("This video is not available.", Then.NOTHING),
    /** It is being broadcast, or will be. */
    LIVE("This video is a live broadcast; it can be downloaded once that has ended.", Then.NOTHING),
    /** It is larger than is allowed. */
    TOO_LARGE("This video is larger than is allowed here.", Then.NOTHING),
    /** Whoever wants it has no room left. */
    QUOTA(
            "Your videos take as much room as they may; delete some of your downloads with their files, then try again.",
            Then.NOTHING),
    /** There is no such list, or it is not for everybody. */
    NO_PLAYLIST("This playlist does not exist, or is private.", Then.NOTHING),
    /** YouTube takes this installation for a robot. */
    BOT_CHECK("YouTube asks whether this is a person; all downloads pause for a while.", Then.PAUSE),
    /** YouTube wants to be asked less often. */
    RATE_LIMITED("YouTube wants to be asked less often; all downloads pause for a while.", Then.PAUSE),
    /** There is no room for it. */
    DISK_FULL("There is not enough room on the disk; all downloads pause until there is.", Then.PAUSE),
    /** YouTube could not be reached, or broke off. */
    NETWORK("YouTube could not be reached, or broke off.", Then.AGAIN),
    /** It took too long. */
    TIMED_OUT("The download took too long.", Then.AGAIN),
    /** yt-dlp or ffmpeg are missing, too old, or failed. */
    TOOL_BROKEN("The programs that download videos do not work here; the operator must look after them.", Then.AGAIN),
    /** Something that is not known here. */
    OTHER("YouTube answered in a way that is not understood.", Then.AGAIN);

    private final String sentence;
    private final Then then;

    private enum Then {
        NOTHING,
        AGAIN,
        PAUSE
    }

    FailureKind(String sentence, Then then) {
        this.sentence = sentence;
        this.then = then;
    }

    /** The same for people. */
    public String sentence() {
        return sentence;
    }

    /** Whether another try may succeed. */
    public boolean retryable() {
        return then != Then.NOTHING;
    }

    /** Whether everything that is to be downloaded must wait. */
    public boolean pausesQueue() {
        return then == Then.PAUSE;
    }

    /** The name in the database and in metrics. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
