package io.medianest.media.search;

import java.util.List;

/**
 * A page of titles.
 *
 * @param page counted from 1
 * @param totalPages how many there are
 * @param totalResults how many results Overseerr counts; people and collections, which are left out here, among them
 * @param items the films and series
 */
public record SearchPage(int page, int totalPages, int totalResults, List<TitleView> items) {}
