/** What happened around signing in, for the people concerned and for spotting an attack. */
@NullMarked
package io.medianest.auth.securityevent;

import org.jspecify.annotations.NullMarked;
