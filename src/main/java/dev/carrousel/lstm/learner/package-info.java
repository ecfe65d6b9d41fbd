/**
 * What every network is to those who train, store and question it: it learns from sequences,
 * answers them, and can be written down and restored as named tensors.
 */
@NullMarked
package dev.carrousel.lstm.learner;

import org.jspecify.annotations.NullMarked;
