/** With which options the JVMs of an installation run. */
@NullMarked
package io.medianest.stores.jvm;

import org.jspecify.annotations.NullMarked;
