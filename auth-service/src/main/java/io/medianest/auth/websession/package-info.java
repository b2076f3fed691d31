/** Sessions of browsers, which are kept by a cookie and never see a token. */
@NullMarked
package io.medianest.auth.websession;

import org.jspecify.annotations.NullMarked;
