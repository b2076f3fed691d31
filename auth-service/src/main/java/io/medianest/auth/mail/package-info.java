/** Mail: queued with what causes it, sent afterwards. */
@NullMarked
package io.medianest.auth.mail;

import org.jspecify.annotations.NullMarked;
