/** Tests of where videos may lie. */
@NullMarked
package io.medianest.youtube.file;

import org.jspecify.annotations.NullMarked;
