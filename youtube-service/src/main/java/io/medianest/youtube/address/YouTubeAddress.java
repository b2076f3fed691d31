package io.medianest.youtube.address;

import java.util.regex.Pattern;

/** What is to be downloaded, rebuilt from nothing but its checked id: whatever else an address held is gone. */
public sealed interface YouTubeAddress {

    /** The id of the playlist or of the video. */
    String id();

    /** The canonical address at YouTube. */
    String url();

    /**
     * Reads what somebody pasted.
     *
     * @throws io.medianest.runtime.problem.ProblemException 400 {@code NOT_A_YOUTUBE_URL}, whose detail says what is
     *     accepted instead
     */
    static YouTubeAddress parse(String pasted) {
        return PastedAddress.read(pasted);
    }

    /**
     * A playlist that anybody can see and that has an end.
     *
     * @param id such as {@code PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf}
     */
    record Playlist(String id) implements YouTubeAddress {
        /** Playlists of people, uploads of a channel, favourites, albums. */
        static final Pattern ID = Pattern.compile("(PL|UU|FL|OLAK5uy_)[0-9A-Za-z_-]{10,64}");

        /** Refuses what is no such id. */
        public Playlist {
            if (!ID.matcher(id).matches()) {
                throw new IllegalArgumentException("No id of a playlist");
            }
        }

        @Override
        public String url() {
            return "https://www.youtube.com/playlist?list=" + id;
        }
    }

    /**
     * One video.
     *
     * @param id such as {@code dQw4w9WgXcQ}
     */
    record Video(String id) implements YouTubeAddress {
        static final Pattern ID = Pattern.compile("[0-9A-Za-z_-]{11}");

        /** Refuses what is no such id. */
        public Video {
            if (!ID.matcher(id).matches()) {
                throw new IllegalArgumentException("No id of a video");
            }
        }

        @Override
        public String url() {
            return "https://www.youtube.com/watch?v=" + id;
        }
    }
}
