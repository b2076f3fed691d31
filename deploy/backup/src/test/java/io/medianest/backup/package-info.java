/** Tests of backups and restores. */
@NullMarked
package io.medianest.backup;

import org.jspecify.annotations.NullMarked;
