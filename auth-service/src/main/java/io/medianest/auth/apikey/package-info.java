/** API keys: what people give to programs that act for them, within bounds. */
@NullMarked
package io.medianest.auth.apikey;

import org.jspecify.annotations.NullMarked;
