/** Bean Validation constraints that the API's request bodies share. */
@NullMarked
package io.medianest.runtime.validation;

import org.jspecify.annotations.NullMarked;
