package io.medianest.youtube.queue;

import io.medianest.testing.people.Member;
import io.medianest.testing.stores.Sql;
import io.medianest.youtube.support.FakeYtDlp;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Downloads as people have just asked for them, and what has become of them. */
final class Asked {
    private static final AtomicInteger LAST = new AtomicInteger();

    private Asked() {}

    /** A number that no other test uses for a video or a playlist. */
    static int next() {
        return LAST.incrementAndGet();
    }

    /** New videos. */
    static String[] videos(int count) {
        return IntStream.range(0, count).mapToObj(i -> FakeYtDlp.video(next())).toArray(String[]::new);
    }

    /** A playlist of these videos, which somebody asks for. */
    static UUID playlist(Member member, String... videos) {
        String playlist = FakeYtDlp.playlist(next());
        FakeYtDlp.list(playlist, "A list", videos);
        return download(member, playlist);
    }

    /** A playlist that somebody asks for, whatever is in it. */
    static UUID download(Member member, String playlist) {
        UUID id = UUID.randomUUID();
        Sql.run(
                "insert into youtube.youtube_downloads (id, user_id, playlist_url, playlist_id) values (?, ?, ?, ?)",
                id,
                member.id(),
                "https://www.youtube.com/playlist?list=" + playlist,
                playlist);
        return id;
    }

    static String status(UUID download) {
        return of(download, "concat_ws(' ', status, failure_reason)");
    }

    /** A column of a download, as text. */
    static String of(UUID download, String column) {
        return Sql.value("select " + column + " from youtube.youtube_downloads where id = ?", download);
    }

    /** How each video of a download stands, in order. */
    static List<String> items(UUID download) {
        return Sql.column(
                "select concat_ws(' ', status, failure_reason, failure_kind) from youtube.youtube_download_items"
                        + " where download_id = ? order by position",
                download);
    }
}
