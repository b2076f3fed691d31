package io.medianest.auth.user;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What plex.tv says of somebody, as far as it is fit to be kept.
 *
 * @param id what Plex knows the account by; never changes
 * @param username the name at Plex; null if it gives none
 * @param email as Plex gives it; null if it gives none
 * @param image an https address; null if it gives none
 */
public record PlexProfile(
        String id,
        @Nullable String username,
        @Nullable String email,
        @Nullable String image) {
    private static final int MAX_NAME = 200;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,189}");
    private static final Pattern IMAGE = Pattern.compile("https://[\\x21-\\x7e]{1,2040}");

    /** Leaves out what could not be stored, or would look like something else. */
    public static PlexProfile of(String id, @Nullable String username, @Nullable String email, @Nullable String image) {
        return new PlexProfile(id, name(username), matching(EMAIL, email), matching(IMAGE, image));
    }

    /** What others see of somebody of whom only this is known. */
    String nameOrId() {
        return username == null ? "Plex " + id : username;
    }

    /** An address that nobody has, for whom Plex gives none that is free. */
    String placeholder() {
        return "plex-" + id + "@plex.invalid";
    }

    private static @Nullable String name(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String clean = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "").strip();
        return clean.isEmpty() ? null : clean.substring(0, Math.min(clean.length(), MAX_NAME));
    }

    private static @Nullable String matching(Pattern pattern, @Nullable String text) {
        return text != null && pattern.matcher(text).matches() ? text : null;
    }
}
