package io.medianest.youtube.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.runtime.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YouTubeAddressTest {
    private static final String LIST = "PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.youtube.com/playlist?list=" + LIST,
                "https://youtube.com/playlist?list=" + LIST,
                "HTTPS://WWW.YouTube.COM/playlist?list=" + LIST,
                "https://m.youtube.com/playlist?list=" + LIST + "&si=AbC",
                "https://music.youtube.com/playlist?list=" + LIST,
                "https://www.youtube.com:443/playlist?list=" + LIST,
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=" + LIST + "&index=3",
                "https://youtu.be/dQw4w9WgXcQ?list=" + LIST,
                "  https://www.youtube.com/playlist?list=" + LIST + "#t=3\n"
            })
    void aPlaylistIsReadAndRebuilt(String pasted) {
        assertThat(YouTubeAddress.parse(pasted)).isEqualTo(new YouTubeAddress.Playlist(LIST));
        assertThat(YouTubeAddress.parse(pasted).url()).isEqualTo("https://www.youtube.com/playlist?list=" + LIST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.youtube.com/watch?v=-Qw4w9WgX_Q",
                "https://www.youtube.com/watch?t=3&v=-Qw4w9WgX_Q&feature=share",
                "https://youtu.be/-Qw4w9WgX_Q?si=x",
                "https://www.youtube.com/shorts/-Qw4w9WgX_Q",
                "https://www.youtube.com/live/-Qw4w9WgX_Q",
                "https://www.youtube.com/embed/-Qw4w9WgX_Q"
            })
    void aVideoIsReadAndRebuilt(String pasted) {
        assertThat(YouTubeAddress.parse(pasted).url()).isEqualTo("https://www.youtube.com/watch?v=-Qw4w9WgX_Q");
    }

    @ParameterizedTest
    @CsvSource({"UUrAXtmErZgOeiKm4sgNOknG", "FLrAXtmErZgOeiKm4sgNOknG", "OLAK5uy_kYJ9d1mUZ0yC1iMFxw5Jr3iVDpYdbKx0U"})
    void listsOfOtherKindsWithAnEndAreTaken(String list) {
        assertThat(YouTubeAddress.parse("https://www.youtube.com/playlist?list=" + list)
                        .id())
                .isEqualTo(list);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // options and what yt-dlp takes beside addresses
                "--exec=touch /tmp/x",
                "-o/etc/passwd",
                "ytsearch1:cats",
                "dQw4w9WgXcQ",
                LIST,
                "",
                " ",
                // other schemes and hosts
                "http://www.youtube.com/playlist?list=" + LIST,
                "file:///etc/passwd",
                "file://www.youtube.com/playlist?list=" + LIST,
                "ftp://www.youtube.com/playlist?list=" + LIST,
                "javascript:alert(1)//www.youtube.com",
                "//www.youtube.com/playlist?list=" + LIST,
                "https:/www.youtube.com/playlist?list=" + LIST,
                "https:www.youtube.com/playlist?list=" + LIST,
                "https://127.0.0.1/playlist?list=" + LIST,
                "https://[::1]/playlist?list=" + LIST,
                "https://169.254.169.254/latest/meta-data/?list=" + LIST,
                "https://localhost/playlist?list=" + LIST,
                "https://evil.example/playlist?list=" + LIST,
                "https://www.youtube.com.evil.example/playlist?list=" + LIST,
                "https://evilyoutube.com/playlist?list=" + LIST,
                "https://www.youtube.com@evil.example/playlist?list=" + LIST,
                "https://user:secret@www.youtube.com/playlist?list=" + LIST,
                "https://evil.example#@www.youtube.com/playlist?list=" + LIST,
                "https://evil.example\\@www.youtube.com/playlist?list=" + LIST,
                "https://www.youtube.com:8443/playlist?list=" + LIST,
                "https://www.youtube.com./playlist?list=" + LIST,
                "https://www.youtubе.com/playlist?list=" + LIST,
                "https://www%2Eyoutube.com/playlist?list=" + LIST,
                // ids that are none
                "https://www.youtube.com/playlist",
                "https://www.youtube.com/playlist?list=",
                "https://www.youtube.com/playlist?list=PL",
                "https://www.youtube.com/playlist?list=PL%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                "https://www.youtube.com/playlist?list=PLrAXtmErZgOe%00KmsgNOknGvNjby9",
                "https://www.youtube.com/playlist?list=PLrAXtmErZgOe/../../../etc/passwd",
                "https://www.youtube.com/playlist?list=PLrAXtmErZgOe;id",
                "https://www.youtube.com/playlist?list=PLrAXtmErZgOe$(id)",
                "https://www.youtube.com/playlist?list=PLrAXtmErZgOe\n--exec=id",
                "https://www.youtube.com/playlist?list=--exec",
                "https://www.youtube.com/playlist?list=" + LIST + "&list=PLanotherPlaylistOfThem",
                "https://www.youtube.com/watch?v=..%2f..%2fetc",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ&v=aaaaaaaaaaa",
                "https://www.youtube.com/watch?v=tooshort",
                "https://www.youtube.com/watch?v=muchtoolongforone",
                "https://youtu.be/dQw4w9WgXcQ/../../x",
                "https://youtu.be/",
                "https://www.youtube.com/shorts/../playlist",
                // pages that are neither
                "https://www.youtube.com/@somebody",
                "https://www.youtube.com/channel/UCrAXtmErZgOeiKm4sgNOknG",
                "https://www.youtube.com/results?search_query=x&v=dQw4w9WgXcQ",
                "https://www.youtube.com/redirect?q=https://evil.example&v=dQw4w9WgXcQ",
                "https://www.youtube.com/"
            })
    void anythingElseIsRefused(String pasted) {
        assertThatThrownBy(() -> YouTubeAddress.parse(pasted))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("NOT_A_YOUTUBE_URL: ");
    }

    @ParameterizedTest
    @CsvSource({"WL, private", "LL, private", "LM, private", "RDdQw4w9WgXcQ, no end", "RDMMdQw4w9WgXcQ, no end"})
    void privateAndEndlessListsAreRefusedWithTheReason(String list, String reason) {
        assertThatThrownBy(() -> YouTubeAddress.parse("https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=" + list))
                .hasMessageContaining(reason);
    }

    @Test
    void anAddressThatIsTooLongIsRefused() {
        String pasted = "https://www.youtube.com/playlist?list=" + LIST + "&x=" + "y".repeat(2048);

        assertThatThrownBy(() -> YouTubeAddress.parse(pasted)).hasMessageContaining("too long");
    }
}
