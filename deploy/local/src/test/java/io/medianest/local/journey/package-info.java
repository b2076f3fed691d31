/** The whole journey through the packaged suite, as a household would make it. */
@NullMarked
package io.medianest.local.journey;

import org.jspecify.annotations.NullMarked;
