/** Who may call what: a table with an entry for every operation of a service, held against the service. */
@NullMarked
package io.medianest.testing.authorisation;

import org.jspecify.annotations.NullMarked;
