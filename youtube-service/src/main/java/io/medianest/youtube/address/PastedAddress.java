package io.medianest.youtube.address;

import io.medianest.runtime.problem.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the id in what somebody pasted. Nothing is decoded and nothing repaired: an id stands in the address as it is, or
 * the address is refused.
 */
final class PastedAddress {
    private static final int MAX_LENGTH = 2048;
    private static final int HTTPS = 443;
    private static final String SHORT_HOST = "youtu.be";
    private static final Set<String> HOSTS =
            Set.of("youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com", SHORT_HOST);
    private static final Set<String> VIDEO_FOLDERS = Set.of("shorts", "live", "embed");
    private static final Set<String> PRIVATE_LISTS = Set.of("WL", "LL", "LM");

    private final URI uri;
    private final Map<String, String> query;

    private PastedAddress(URI uri) {
        this.uri = uri;
        query = query(uri.getRawQuery());
    }

    static YouTubeAddress read(String pasted) {
        String text = pasted.strip();
        if (text.length() > MAX_LENGTH) {
            throw refused("The address is too long.");
        }
        try {
            return new PastedAddress(new URI(text)).address();
        } catch (URISyntaxException e) {
            throw refused("This is no address of a web page.");
        }
    }

    private YouTubeAddress address() {
        requireYouTube();
        String list = query.get("list");
        String video = videoId();
        if (list != null) {
            return playlist(list);
        }
        if (video == null) {
            throw refused("The address names neither a playlist nor a video.");
        }
        if (!YouTubeAddress.Video.ID.matcher(video).matches()) {
            throw refused("The address names no video.");
        }
        return new YouTubeAddress.Video(video);
    }

    private void requireYouTube() {
        if (!"https".equalsIgnoreCase(uri.getScheme())) {
            throw refused("The address must begin with https://.");
        }
        String host = uri.getHost();
        boolean known = host != null && HOSTS.contains(host.toLowerCase(Locale.ROOT));
        boolean plain = uri.getRawUserInfo() == null && (uri.getPort() == -1 || uri.getPort() == HTTPS);
        if (!known || !plain) {
            throw refused("The address is not one of youtube.com.");
        }
    }

    private static YouTubeAddress playlist(String list) {
        if (PRIVATE_LISTS.contains(list)) {
            throw refused("This list is private to its account; nobody else can see it. Make a playlist of it that is"
                    + " public or unlisted.");
        }
        if (list.startsWith("RD")) {
            throw refused("This is a mix that YouTube makes up anew each time; it has no end. Use the address of a"
                    + " playlist, or of the video alone.");
        }
        if (!YouTubeAddress.Playlist.ID.matcher(list).matches()) {
            throw refused("The address names no playlist that can be downloaded.");
        }
        return new YouTubeAddress.Playlist(list);
    }

    /** The id as it stands in the path or in the query; null for a page that shows no video. */
    private @Nullable String videoId() {
        List<String> path = List.of(uri.getRawPath().split("/", -1));
        boolean shortHost = SHORT_HOST.equalsIgnoreCase(uri.getHost());
        if (shortHost) {
            return path.size() == 2 ? path.get(1) : null;
        }
        if (path.equals(List.of("", "watch"))) {
            return query.get("v");
        }
        if (path.size() == 3 && VIDEO_FOLDERS.contains(path.get(1))) {
            return path.get(2);
        }
        if (!path.equals(List.of("", "playlist"))) {
            throw refused("Only the addresses of playlists and videos are accepted; this is another page of YouTube.");
        }
        return null;
    }

    /** A parameter that is there twice could be read as either; refused. */
    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> parameters = new HashMap<>();
        if (raw == null) {
            return parameters;
        }
        for (String parameter : raw.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            boolean matters = name.equals("list") || name.equals("v");
            if (matters && parameters.put(name, value) != null) {
                throw refused("The address names more than one playlist or video.");
            }
        }
        return parameters;
    }

    private static ProblemException refused(String why) {
        return new ProblemException(
                400,
                "NOT_A_YOUTUBE_URL",
                why + " Accepted are https://www.youtube.com/playlist?list=… and"
                        + " https://www.youtube.com/watch?v=….");
    }
}
