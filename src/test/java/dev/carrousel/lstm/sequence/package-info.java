/** Tests of what is learned from. */
@NullMarked
package dev.carrousel.lstm.sequence;

import org.jspecify.annotations.NullMarked;
