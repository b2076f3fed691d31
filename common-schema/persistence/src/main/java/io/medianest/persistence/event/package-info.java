/** Events on the database's side: appended in the transaction of their change, handled once. */
@NullMarked
package io.medianest.persistence.event;

import org.jspecify.annotations.NullMarked;
