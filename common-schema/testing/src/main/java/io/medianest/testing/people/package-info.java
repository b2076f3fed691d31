/** The people who call a service in its tests. */
@NullMarked
package io.medianest.testing.people;

import org.jspecify.annotations.NullMarked;
