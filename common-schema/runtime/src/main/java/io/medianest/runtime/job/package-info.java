/** Recurring work that one instance at a time does, and that an operator can ask for. */
@NullMarked
package io.medianest.runtime.job;

import org.jspecify.annotations.NullMarked;
