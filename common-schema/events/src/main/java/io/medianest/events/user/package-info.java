/** What happens to users. */
@NullMarked
package io.medianest.events.user;

import org.jspecify.annotations.NullMarked;
