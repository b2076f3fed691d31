/** Tests of finding accounts. */
@NullMarked
package io.medianest.media.account;

import org.jspecify.annotations.NullMarked;
