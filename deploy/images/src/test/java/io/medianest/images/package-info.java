/** Tests of what the images are made of; deploy/images/check runs the images themselves. */
package io.medianest.images;
