/** Child processes that are waited for, stopped in order, and recognised after a crash of their parent. */
@NullMarked
package io.medianest.stores.process;

import org.jspecify.annotations.NullMarked;
