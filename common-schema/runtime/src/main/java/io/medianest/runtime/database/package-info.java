/** The pool of connections to PostgreSQL. */
@NullMarked
package io.medianest.runtime.database;

import org.jspecify.annotations.NullMarked;
