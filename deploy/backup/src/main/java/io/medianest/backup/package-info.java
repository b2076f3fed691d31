/** Encrypted full backups of a running PostgreSQL, its archived changes, and restores to a second. */
@NullMarked
package io.medianest.backup;

import org.jspecify.annotations.NullMarked;
