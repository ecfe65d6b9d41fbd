package dev.carrousel.lstm.training;

import dev.carrousel.lstm.learner.Tensors;

/**
 * Where a training stands between two weight changes: weights, moments, generator states, position
 * in the data, the best weights so far. A trainer of the same plan that resumes from it ends with
 * the same bits as one that was never interrupted.
 *
 * @param step weight changes made; of a task, calls of the learner
 * @param state everything that changes while training
 */
public record Checkpoint(long step, Tensors state) {}
