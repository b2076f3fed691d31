/** What browsers and programs hold, a cookie or an API key, against a short access token; for the gateway alone. */
@NullMarked
package io.medianest.auth.exchange;

import org.jspecify.annotations.NullMarked;
