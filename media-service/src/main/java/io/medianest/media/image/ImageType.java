package io.medianest.media.image;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of pictures that are handed on, told by how they begin and not by what anybody says of them. */
enum ImageType {
    /** JPEG. */
    JPEG("image/jpeg", 0, "\u00ff\u00d8\u00ff"),
    /** PNG. */
    PNG("image/png", 0, "\u0089PNG\r\n\u001a\n"),
    /** WebP, which stands in a container that names it behind its length. */
    WEBP("image/webp", 8, "WEBP");

    private static final String CONTAINER = "RIFF";

    private final String mediaType;
    private final int at;
    private final String mark;

    ImageType(String mediaType, int at, String mark) {
        this.mediaType = mediaType;
        this.at = at;
        this.mark = mark;
    }

    String mediaType() {
        return mediaType;
    }

    /** What a picture is; empty if it is none of these. */
    static Optional<ImageType> of(Buffer picture) {
        return Arrays.stream(values()).filter(type -> type.matches(picture)).findFirst();
    }

    private boolean matches(Buffer picture) {
        return begins(picture, at, mark) && (this != WEBP || begins(picture, 0, CONTAINER));
    }

    private static boolean begins(Buffer picture, int at, String mark) {
        int end = at + mark.length();
        return picture.length() >= end
                && picture.getString(at, end, StandardCharsets.ISO_8859_1.name())
                        .equals(mark);
    }
}
