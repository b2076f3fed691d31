/** Where the videos lie on the disk, and that nothing is written anywhere else. */
@NullMarked
package io.medianest.youtube.file;

import org.jspecify.annotations.NullMarked;
