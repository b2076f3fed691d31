/** The rules of the package of the same name, without the framework. */
@NullMarked
package io.medianest.auth.secret;

import org.jspecify.annotations.NullMarked;
