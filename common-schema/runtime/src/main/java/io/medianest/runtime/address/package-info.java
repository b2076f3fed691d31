/** Which network addresses the suite may speak to when somebody configures one. */
@NullMarked
package io.medianest.runtime.address;

import org.jspecify.annotations.NullMarked;
