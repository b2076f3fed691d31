/** Tests of what is told of the programs that download videos. */
@NullMarked
package io.medianest.youtube.tool;

import org.jspecify.annotations.NullMarked;
