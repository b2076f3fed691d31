/** What is to be downloaded: whose turn it is, what happens to failures, and when everything waits. */
@NullMarked
package io.medianest.youtube.queue;

import org.jspecify.annotations.NullMarked;
