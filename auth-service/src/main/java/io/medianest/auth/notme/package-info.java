/** The way out for somebody whose account is in other hands. */
@NullMarked
package io.medianest.auth.notme;

import org.jspecify.annotations.NullMarked;
