package dev.carrousel.lstm.task;

/**
 * How a network with frozen weights did on test sequences.
 *
 * @param sequences sequences it was tested with; a test that cannot be passed any more ends early
 * @param wrong how many of them it got wrong
 * @param meanAbsoluteError mean over these sequences of the error of their {@link Grade}
 */
public record Examination(int sequences, int wrong, double meanAbsoluteError) {}
