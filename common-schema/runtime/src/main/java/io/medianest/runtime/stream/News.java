package io.medianest.runtime.stream;

import io.medianest.runtime.security.Caller;
import java.util.function.Predicate;

/**
 * What clients are told.
 *
 * @param name the {@code event}
 * @param data is written as JSON
 * @param audience who may see it
 */
public record News(String name, Object data, Predicate<Caller> audience) {}
