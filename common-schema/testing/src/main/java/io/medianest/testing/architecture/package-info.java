/** The rules of the house as ArchUnit rules and a size budget; each module's tests apply them to itself. */
@NullMarked
package io.medianest.testing.architecture;

import org.jspecify.annotations.NullMarked;
