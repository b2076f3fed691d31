/** Users: who there is, what they may do, and their management by an ADMIN. */
@NullMarked
package io.medianest.auth.user;

import org.jspecify.annotations.NullMarked;
