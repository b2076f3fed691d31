package io.medianest.simulators.catalog;

import java.util.List;

/**
 * What a search finds besides films and series: a person or a collection.
 *
 * @param mediaType {@code person} or {@code collection}
 * @param knownFor the films of a person; empty for a collection
 */
public record SearchExtra(int id, String mediaType, String name, String overview, List<Integer> knownFor) {}
