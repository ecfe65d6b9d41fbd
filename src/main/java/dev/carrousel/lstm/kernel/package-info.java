/** Dense loops on flat arrays. */
@NullMarked
package dev.carrousel.lstm.kernel;

import org.jspecify.annotations.NullMarked;
