/** How mail leaves: by SMTP, or without a server into a folder. */
@NullMarked
package io.medianest.mail;

import org.jspecify.annotations.NullMarked;
