package io.medianest.runtime.paging;

/**
 * Where a row stands in a list that is ordered by a text, then a number.
 *
 * @param text what the list is ordered by, as the database compares it
 * @param id breaks ties
 */
public record TextPosition(String text, long id) {}
