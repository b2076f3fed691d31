/** Tests of the audit trail. */
@NullMarked
package io.medianest.monitor.audit;

import org.jspecify.annotations.NullMarked;
