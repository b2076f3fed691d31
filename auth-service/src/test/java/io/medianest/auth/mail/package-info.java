/** Mail as it arrives at a real server. */
@NullMarked
package io.medianest.auth.mail;

import org.jspecify.annotations.NullMarked;
