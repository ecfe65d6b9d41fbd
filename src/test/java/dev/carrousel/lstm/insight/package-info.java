/** Tests of what is told of the inside of networks. */
@NullMarked
package dev.carrousel.lstm.insight;

import org.jspecify.annotations.NullMarked;
