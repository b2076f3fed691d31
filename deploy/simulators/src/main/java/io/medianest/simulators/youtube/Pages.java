package io.medianest.simulators.youtube;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** What YouTube's pages and its inner interface tell, as far as yt-dlp reads it. */
final class Pages {
    private static final JsonObject CONTEXT = new JsonObject()
            .put(
                    "client",
                    new JsonObject()
                            .put("clientName", "WEB")
                            .put("clientVersion", "2.20261001.00.00")
                            .put("hl", "en"));

    private Pages() {}

    /** The page of a playlist. */
    static String playlist(Playlist playlist, List<Video> videos) {
        return page("var ytInitialData = " + embedded(playlistData(playlist, videos)) + ";");
    }

    /** The page of a playlist that is not there, or not for everybody. */
    static String noPlaylist() {
        return page("var ytInitialData = " + embedded(noPlaylistData()) + ";");
    }

    /** The page of a video. */
    static String watch(JsonObject player) {
        return page("var ytInitialPlayerResponse = " + embedded(player) + ";</script><script>var ytInitialData = "
                + embedded(watchData()) + ";");
    }

    /** A page that only tells how to ask on. */
    static String settings() {
        return page("");
    }

    /** What is around a video: nothing. */
    static JsonObject watchData() {
        return new JsonObject().put("contents", new JsonObject().put("twoColumnWatchNextResults", new JsonObject()));
    }

    /** What is in a playlist. */
    static JsonObject playlistData(Playlist playlist, List<Video> videos) {
        JsonArray contents = new JsonArray();
        videos.forEach(video -> contents.add(new JsonObject().put("playlistVideoRenderer", entry(video))));
        JsonObject list = new JsonObject()
                .put(
                        "playlistVideoListRenderer",
                        new JsonObject().put("playlistId", playlist.id()).put("contents", contents));
        JsonObject section = new JsonObject().put("itemSectionRenderer", new JsonObject().put("contents", array(list)));
        JsonObject tab = new JsonObject()
                .put(
                        "tabRenderer",
                        new JsonObject()
                                .put("selected", true)
                                .put(
                                        "content",
                                        new JsonObject()
                                                .put(
                                                        "sectionListRenderer",
                                                        new JsonObject().put("contents", array(section)))));
        return new JsonObject()
                .put(
                        "contents",
                        new JsonObject()
                                .put("twoColumnBrowseResultsRenderer", new JsonObject().put("tabs", array(tab))))
                .put(
                        "metadata",
                        new JsonObject()
                                .put("playlistMetadataRenderer", new JsonObject().put("title", playlist.title())))
                .put(
                        "header",
                        new JsonObject()
                                .put(
                                        "playlistHeaderRenderer",
                                        new JsonObject()
                                                .put("playlistId", playlist.id())
                                                .put("title", new JsonObject().put("simpleText", playlist.title()))));
    }

    /** What is told instead of a playlist that is not there, or not for everybody. */
    static JsonObject noPlaylistData() {
        return new JsonObject()
                .put(
                        "alerts",
                        array(new JsonObject()
                                .put(
                                        "alertRenderer",
                                        new JsonObject()
                                                .put("type", "ERROR")
                                                .put("text", runs("The playlist does not exist.")))));
    }

    private static JsonObject entry(Video video) {
        boolean playable = !video.trouble().showsInLists();
        JsonObject entry = new JsonObject()
                .put("videoId", video.id())
                .put("title", runs(playable ? video.title() : hidden(video.trouble())))
                .put("isPlayable", playable);
        return playable ? entry.put("lengthSeconds", Integer.toString(video.seconds())) : entry;
    }

    private static String hidden(Trouble trouble) {
        return trouble == Trouble.PRIVATE ? "[Private video]" : "[Deleted video]";
    }

    /**
     * What the player of a video is told.
     *
     * @param sizes how many bytes each form has, in the order of {@link Format#ALL}
     */
    static JsonObject player(Optional<Video> found, String id, List<Long> sizes) {
        Trouble trouble = found.map(Video::trouble).orElse(Trouble.UNAVAILABLE);
        JsonObject status = new JsonObject().put("status", trouble.playability());
        if (!trouble.reason().isEmpty()) {
            return new JsonObject().put("playabilityStatus", status.put("reason", trouble.reason()));
        }
        Video video = found.orElseThrow();
        JsonObject details = new JsonObject()
                .put("videoId", id)
                .put("title", video.title())
                .put("lengthSeconds", Integer.toString(video.seconds()))
                .put("channelId", "UCsimulatedsimulatedsimu")
                .put("author", "Simulated Channel")
                .put("shortDescription", "Made up.");
        JsonObject response = new JsonObject().put("playabilityStatus", status).put("videoDetails", details);
        if (trouble == Trouble.LIVE) {
            details.put("isLive", true).put("isLiveContent", true);
        }
        response.put(
                "captions",
                new JsonObject()
                        .put(
                                "playerCaptionsTracklistRenderer",
                                new JsonObject().put("captionTracks", array(words(id)))));
        return response.put("streamingData", new JsonObject().put("adaptiveFormats", formats(video, sizes)));
    }

    private static JsonObject words(String id) {
        return new JsonObject()
                .put("baseUrl", "https://www.youtube.com/api/timedtext?lang=en&v=" + id)
                .put("name", new JsonObject().put("simpleText", "English"))
                .put("vssId", ".en")
                .put("languageCode", "en");
    }

    private static JsonArray formats(Video video, List<Long> sizes) {
        JsonArray formats = new JsonArray();
        for (int i = 0; i < Format.ALL.size(); i++) {
            Format format = Format.ALL.get(i);
            JsonObject offered = new JsonObject()
                    .put("itag", format.itag())
                    .put(
                            "url",
                            "https://r1---sn-simulated.googlevideo.com/videoplayback?id=" + video.id() + "&itag="
                                    + format.itag())
                    .put("mimeType", format.mimeType())
                    .put("bitrate", sizes.get(i) * 8 / Math.max(1, video.seconds()))
                    .put("contentLength", Long.toString(sizes.get(i)))
                    .put("approxDurationMs", Long.toString(video.seconds() * 1000L));
            if (format.isSound()) {
                offered.put("audioQuality", "AUDIO_QUALITY_MEDIUM")
                        .put("audioSampleRate", "44100")
                        .put("audioChannels", 1);
            } else {
                offered.put("width", format.width())
                        .put("height", format.height())
                        .put("fps", 5)
                        .put("qualityLabel", format.height() + "p");
            }
            formats.add(offered);
        }
        return formats;
    }

    private static String page(String script) {
        return "<!DOCTYPE html><html><head><title>YouTube</title></head><body><script>ytcfg.set("
                + new JsonObject()
                        .put("INNERTUBE_API_KEY", "simulated")
                        .put("INNERTUBE_CONTEXT", CONTEXT)
                        .put("INNERTUBE_CONTEXT_CLIENT_NAME", 1)
                        .put("INNERTUBE_CLIENT_VERSION", "2.20261001.00.00")
                + ");</script><script>" + script + "</script></body></html>";
    }

    /** As JSON that no title can end the script of. */
    private static String embedded(JsonObject json) {
        return json.encode().replace("<", "\\u003c");
    }

    private static JsonObject runs(String text) {
        return new JsonObject().put("runs", array(new JsonObject().put("text", text)));
    }

    private static JsonArray array(JsonObject only) {
        return new JsonArray().add(only);
    }
}
