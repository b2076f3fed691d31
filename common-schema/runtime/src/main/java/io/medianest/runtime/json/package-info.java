/** Strict reading of the request bodies of the API. */
@NullMarked
package io.medianest.runtime.json;

import org.jspecify.annotations.NullMarked;
