/** Encryption of single fields and keyed hashes of tokens; plain Java, used by the services and the migration runner. */
@NullMarked
package io.medianest.encryption;

import org.jspecify.annotations.NullMarked;
