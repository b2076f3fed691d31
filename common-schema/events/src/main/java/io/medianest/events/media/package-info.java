/** What happens to media requests. */
@NullMarked
package io.medianest.events.media;

import org.jspecify.annotations.NullMarked;
