/** The real stores for tests: started once for each test JVM, with the schema migrated and the topics created. */
@NullMarked
package io.medianest.testing.stores;

import org.jspecify.annotations.NullMarked;
