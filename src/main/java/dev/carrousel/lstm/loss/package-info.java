/** What is minimised: losses over output vectors, with their gradients. */
@NullMarked
package dev.carrousel.lstm.loss;

import org.jspecify.annotations.NullMarked;
