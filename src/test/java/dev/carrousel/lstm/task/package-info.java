/** Tests of the papers' tasks. */
@NullMarked
package dev.carrousel.lstm.task;

import org.jspecify.annotations.NullMarked;
