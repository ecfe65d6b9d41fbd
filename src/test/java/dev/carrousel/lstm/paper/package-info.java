/** Tests of the papers' tasks. */
@NullMarked
package dev.carrousel.lstm.paper;

import org.jspecify.annotations.NullMarked;
