package io.medianest.simulators.youtube;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is at YouTube: everybody's playlists and videos, and what is the matter with them. */
public final class Channel {
    private final Map<String, Video> videos = new ConcurrentHashMap<>();
    private final Map<String, Playlist> playlists = new ConcurrentHashMap<>();
    private volatile Trouble trouble = Trouble.NONE;

    Channel() {}

    /** Publishes a video. */
    public Video addVideo(String id, String title, int seconds) {
        Video video = new Video(id, title, seconds, Trouble.NONE);
        videos.put(id, video);
        return video;
    }

    /** Publishes a playlist, or changes it. */
    public Playlist addPlaylist(String id, String title, List<String> videoIds) {
        Playlist playlist = new Playlist(id, title, List.copyOf(videoIds));
        playlists.put(id, playlist);
        return playlist;
    }

    /** Takes a playlist away. */
    public void removePlaylist(String id) {
        playlists.remove(id);
    }

    /**
     * Has something be the matter with a video.
     *
     * @throws IllegalArgumentException if there is none
     */
    public void trouble(String videoId, Trouble trouble) {
        if (videos.computeIfPresent(videoId, (id, video) -> video.with(trouble)) == null) {
            throw new IllegalArgumentException("There is no video " + videoId);
        }
    }

    /** Has something be the matter with all of YouTube: {@link Trouble#BOT_CHECK} or {@link Trouble#RATE_LIMITED}. */
    public void trouble(Trouble everywhere) {
        trouble = everywhere;
    }

    /** As if nobody had published anything. */
    void clear() {
        videos.clear();
        playlists.clear();
        trouble = Trouble.NONE;
    }

    /** The video with what is the matter with it, or with all of YouTube; empty if there is none. */
    Optional<Video> video(String id) {
        return Optional.ofNullable(videos.get(id)).map(video -> trouble == Trouble.NONE ? video : video.with(trouble));
    }

    Optional<Playlist> playlist(String id) {
        return Optional.ofNullable(playlists.get(id));
    }

    Trouble trouble() {
        return trouble;
    }
}
