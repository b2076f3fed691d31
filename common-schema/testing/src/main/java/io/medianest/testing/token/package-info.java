/** Access tokens for tests: good ones of any role, and the forged ones that every service must refuse. */
@NullMarked
package io.medianest.testing.token;

import org.jspecify.annotations.NullMarked;
