/** The one way in to MediaNest: routes requests to services and guards what passes. */
@NullMarked
package io.medianest.gateway;

import org.jspecify.annotations.NullMarked;
