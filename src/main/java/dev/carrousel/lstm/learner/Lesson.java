package dev.carrousel.lstm.learner;

/**
 * How a network did on the sequences of one call of {@link Learner#learn}, measured with the
 * outputs that the learning itself used.
 *
 * @param loss mean loss per sequence, in the learner's own loss; not finite once the network has
 *     diverged
 * @param meanAbsoluteError mean of |target - output| over all outputs of all steps with a target
 * @param finalMaximumError largest |target - output| over the outputs of each sequence's last step
 *     with a target
 */
public record Lesson(double loss, double meanAbsoluteError, double finalMaximumError) {}
