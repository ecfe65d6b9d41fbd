package dev.carrousel.lstm.training;

/**
 * How far a training is.
 *
 * @param step weight changes made; of a task, calls of the learner
 * @param stepsTotal weight changes planned at most
 * @param epoch epoch at work, from 1; 0 if sequences come as an endless stream
 * @param epochsTotal epochs planned at most; 0 if sequences come as an endless stream
 * @param samples sequences shown
 * @param loss loss of the latest weight change; of a task, mean loss since it was measured before
 */
public record Progress(
    long step, long stepsTotal, int epoch, int epochsTotal, long samples, double loss) {}
