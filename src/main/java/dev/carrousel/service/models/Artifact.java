package dev.carrousel.service.models;

import dev.carrousel.lstm.learner.Tensors;

/**
 * Weights and what is needed to predict with them.
 *
 * @param weights the weights
 * @param predictor how questions become inputs and outputs become answers
 * @param parameterCount number of trainable weights
 */
public record Artifact(Tensors weights, Predictor predictor, int parameterCount) {}
