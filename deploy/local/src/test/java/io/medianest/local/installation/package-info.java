/** Tests of what an installation keeps. */
@NullMarked
package io.medianest.local.installation;

import org.jspecify.annotations.NullMarked;
