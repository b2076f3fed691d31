/** Whether the programs that download videos are usable here. */
@NullMarked
package io.medianest.youtube.tool;

import org.jspecify.annotations.NullMarked;
