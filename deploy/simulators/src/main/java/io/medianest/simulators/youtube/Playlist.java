package io.medianest.simulators.youtube;

import java.util.List;

/**
 * A playlist.
 *
 * @param id such as {@code PL…}
 * @param videoIds its videos in order; one may be there twice
 */
public record Playlist(String id, String title, List<String> videoIds) {}
