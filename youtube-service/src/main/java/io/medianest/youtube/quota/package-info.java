/** How much a person may have downloaded, and whether there is room for it. */
@NullMarked
package io.medianest.youtube.quota;

import org.jspecify.annotations.NullMarked;
