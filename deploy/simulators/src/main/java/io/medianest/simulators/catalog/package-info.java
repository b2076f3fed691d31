/** The films and series that all simulators know: a fixed, made-up copy of a small part of TMDB. */
@NullMarked
package io.medianest.simulators.catalog;

import org.jspecify.annotations.NullMarked;
