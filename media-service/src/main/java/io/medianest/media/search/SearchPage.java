package io.medianest.media.search;

import java.util.List;

/**
 * A page of titles.
 *
 * @param page counted from 1
 * @param totalPages how many there are
 * @param totalResults how many results Overseerr counts; people and collections, which are left out here, among them
 * @param items the films and series
 * @param source who said so: overseerr, cache, or library, which only knows what can be watched
 * @param stale whether it may be out of date, because Overseerr cannot be asked or is being asked anew
 */
public record SearchPage(
        int page, int totalPages, int totalResults, List<TitleView> items, AnswerSource source, boolean stale) {}
