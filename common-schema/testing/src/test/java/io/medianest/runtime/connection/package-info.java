/** Tests of connections that change. */
@NullMarked
package io.medianest.runtime.connection;

import org.jspecify.annotations.NullMarked;
