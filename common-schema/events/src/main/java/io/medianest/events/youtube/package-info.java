/** What happens to YouTube downloads. */
@NullMarked
package io.medianest.events.youtube;

import org.jspecify.annotations.NullMarked;
