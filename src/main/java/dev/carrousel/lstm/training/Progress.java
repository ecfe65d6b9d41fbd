package dev.carrousel.lstm.training;

/**
 * How far a training is.
 *
 * @param step weight changes made
 * @param stepsTotal weight changes planned at most
 * @param epoch epoch at work, from 1
 * @param epochsTotal epochs planned at most
 * @param samples sequences shown
 * @param loss loss of the latest weight change
 */
public record Progress(
    long step, long stepsTotal, int epoch, int epochsTotal, long samples, double loss) {}
