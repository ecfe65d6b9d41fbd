/**
 * What people want an LSTM to do with their data: each kind of problem turns a series into
 * examples, and the answers of a trained network back into the user's units, beside baselines that
 * need no training.
 */
@NullMarked
package dev.carrousel.lstm.problem;

import org.jspecify.annotations.NullMarked;
