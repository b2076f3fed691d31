package io.medianest.runtime.stream;

import io.medianest.runtime.security.Caller;
import java.util.function.Predicate;

/**
 * Something that is soon followed by news of the same, such as how far a download is: it has no id, nobody who comes back
 * is told of it, and a client that reads slowly is spared it.
 *
 * @param name the {@code event}
 * @param data the JSON
 * @param audience who may see it
 */
record PassingEvent(String name, String data, Predicate<Caller> audience) {}
