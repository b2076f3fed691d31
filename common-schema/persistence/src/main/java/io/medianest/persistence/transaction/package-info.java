/** Transactions of Hibernate Reactive, each with the actor that the audit trail names. */
@NullMarked
package io.medianest.persistence.transaction;

import org.jspecify.annotations.NullMarked;
