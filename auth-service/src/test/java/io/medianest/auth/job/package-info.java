/** Tests of recurring work that one instance at a time does. */
@NullMarked
package io.medianest.auth.job;

import org.jspecify.annotations.NullMarked;
