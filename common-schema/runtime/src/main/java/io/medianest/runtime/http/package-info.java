/** Guards that every request passes before routing, and the answers for what no resource answers. */
@NullMarked
package io.medianest.runtime.http;

import org.jspecify.annotations.NullMarked;
