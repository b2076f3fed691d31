package io.medianest.youtube.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComplaintsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ERROR: [youtube] x: Private video. Sign in if you've been granted access to this video     | PRIVATE
            ERROR: [youtube] x: Video unavailable. This video has been removed by the uploader         | UNAVAILABLE
            ERROR: [youtube] x: Video unavailable. This video is private                               | PRIVATE
            ERROR: [youtube] x: Join this channel to get access to members-only content like this     | MEMBERS_ONLY
            ERROR: [youtube] x: Sign in to confirm your age. This video may be inappropriate           | AGE_RESTRICTED
            ERROR: [youtube] x: Sign in to confirm you're not a bot. Use --cookies-from-browser        | BOT_CHECK
            ERROR: [youtube] x: Sign in to confirm you’re not a bot.                                   | BOT_CHECK
            ERROR: unable to download video data: HTTP Error 429: Too Many Requests                    | RATE_LIMITED
            ERROR: [youtube] x: Video unavailable. The current session has been rate-limited by YouTube | RATE_LIMITED
            ERROR: [youtube:tab] x: YouTube said: The playlist does not exist.                         | NO_PLAYLIST
            ERROR: [youtube] x: This live event will begin in 3 days.                                  | LIVE
            [download] Song does not pass filter (!is_live & live_status!=?is_upcoming), skipping ..   | LIVE
            [download] File is larger than max-filesize (900 bytes > 800 bytes). Aborting.             | TOO_LARGE
            ERROR: unable to write data: [Errno 28] No space left on device                            | DISK_FULL
            ERROR: [youtube] x: Unable to download webpage: [Errno 111] Connection refused             | NETWORK
            ERROR: The read operation timed out                                                        | NETWORK
            ERROR: Postprocessing: ffprobe and ffmpeg not found. Please install                        | TOOL_BROKEN
            """)
    void areUnderstood(String text, FailureKind kind) {
        assertThat(Complaints.meaning(text)).contains(kind);
    }

    @ParameterizedTest
    @CsvSource({"ERROR: something new", "''"})
    void areNotGuessedAt(String text) {
        assertThat(Complaints.meaning(text)).isEmpty();
    }
}
