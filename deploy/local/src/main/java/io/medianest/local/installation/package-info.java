/** The folder that an installation keeps everything in: who may use it, its secrets, and what an earlier run left. */
@NullMarked
package io.medianest.local.installation;

import org.jspecify.annotations.NullMarked;
