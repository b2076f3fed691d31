package io.medianest.youtube.ytdlp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What yt-dlp's complaints mean. Its words change now and then; what is not understood is tried again. */
final class Complaints {
    /** The first that is found counts, so the more certain ones stand first. */
    private static final List<Map.Entry<Pattern, FailureKind>> MEANINGS = List.of(
            meaning("not a bot|confirm you.?re not", FailureKind.BOT_CHECK),
            meaning("HTTP Error 429|Too Many Requests|rate.?limited", FailureKind.RATE_LIMITED),
            meaning("No space left on device|Errno 28\\b|Disk quota exceeded", FailureKind.DISK_FULL),
            meaning("members.only|Join this channel|channel's members", FailureKind.MEMBERS_ONLY),
            meaning("Private video|video is private", FailureKind.PRIVATE),
            meaning("confirm your age|age.restricted|inappropriate for some users", FailureKind.AGE_RESTRICTED),
            meaning("playlist does not exist|playlist is private|playlist type is unviewable", FailureKind.NO_PLAYLIST),
            meaning("does not pass filter|live event|Premieres in|is live|live stream|livestream", FailureKind.LIVE),
            meaning(
                    "larger than max-filesize|File size limit exceeded|File too large|Errno 27\\b",
                    FailureKind.TOO_LARGE),
            meaning(
                    "Video unavailable|is not available|no longer available|has been removed|account.*terminated",
                    FailureKind.UNAVAILABLE),
            meaning("ffmpeg.*not (found|installed)|No module named|MemoryError", FailureKind.TOOL_BROKEN),
            meaning(
                    "timed out|Connection|connect|HTTP Error 5|Unable to download|IncompleteRead|bytes read|getaddrinfo"
                            + "|Name or service|proxy|SSL",
                    FailureKind.NETWORK));

    private Complaints() {}

    /** What a text of its means; empty if nobody knows. */
    static Optional<FailureKind> meaning(String text) {
        return MEANINGS.stream()
                .filter(each -> each.getKey().matcher(text).find())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map.Entry<Pattern, FailureKind> meaning(String pattern, FailureKind kind) {
        return Map.entry(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), kind);
    }
}
