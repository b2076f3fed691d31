/** Where outside systems are and how to sign in there, as an ADMIN configured it. */
@NullMarked
package io.medianest.runtime.connection;

import org.jspecify.annotations.NullMarked;
