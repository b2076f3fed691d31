/** Mail: queued with what causes it, sent afterwards, by SMTP or into a folder. */
@NullMarked
package io.medianest.auth.mail;

import org.jspecify.annotations.NullMarked;
