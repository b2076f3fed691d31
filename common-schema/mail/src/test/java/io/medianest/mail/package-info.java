/** Tests of how mail leaves. */
@NullMarked
package io.medianest.mail;

import org.jspecify.annotations.NullMarked;
