/** The ways in which somebody can sign in, and linking and unlinking them. */
@NullMarked
package io.medianest.auth.account;

import org.jspecify.annotations.NullMarked;
