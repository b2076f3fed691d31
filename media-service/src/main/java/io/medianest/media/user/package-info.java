/** What happens to people and concerns their requests. */
@NullMarked
package io.medianest.media.user;

import org.jspecify.annotations.NullMarked;
