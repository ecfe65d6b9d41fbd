/** Tests of the network of 1995 to 1997. */
@NullMarked
package dev.carrousel.lstm.original;

import org.jspecify.annotations.NullMarked;
