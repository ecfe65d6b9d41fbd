/** What is learned from: sequences, the windows of a series, scaling and splits. */
@NullMarked
package dev.carrousel.lstm.sequence;

import org.jspecify.annotations.NullMarked;
