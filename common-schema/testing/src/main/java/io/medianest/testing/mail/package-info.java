/** A mail server for tests, and what has arrived there. */
@NullMarked
package io.medianest.testing.mail;

import org.jspecify.annotations.NullMarked;
