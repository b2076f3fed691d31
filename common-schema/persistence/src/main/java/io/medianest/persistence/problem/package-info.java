/** What the database's refusals mean to a caller. */
@NullMarked
package io.medianest.persistence.problem;

import org.jspecify.annotations.NullMarked;
