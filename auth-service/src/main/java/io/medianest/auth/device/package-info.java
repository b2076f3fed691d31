/** Where somebody is signed in: devices, their refresh tokens, and the end of both. */
@NullMarked
package io.medianest.auth.device;

import org.jspecify.annotations.NullMarked;
