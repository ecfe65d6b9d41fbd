/**
 * The loop: a plan, a learner and its examples or task go in; progress and metrics come out while
 * it runs, and an outcome at the end. Endings that a plan must expect (stopped, diverged) are
 * values, not exceptions.
 */
@NullMarked
package dev.carrousel.lstm.training;

import org.jspecify.annotations.NullMarked;
