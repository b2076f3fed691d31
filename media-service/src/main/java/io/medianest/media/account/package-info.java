/** With which Overseerr account a person's requests are sent. */
@NullMarked
package io.medianest.media.account;

import org.jspecify.annotations.NullMarked;
