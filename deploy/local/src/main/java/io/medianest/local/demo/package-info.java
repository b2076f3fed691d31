/** The people whom a demo has. */
@NullMarked
package io.medianest.local.demo;

import org.jspecify.annotations.NullMarked;
