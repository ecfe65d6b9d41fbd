package dev.carrousel.service.exchange;

import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.service.models.ModelVersion.Imported;
import tools.jackson.databind.JsonNode;

/**
 * A model as a file told it, not checked yet.
 *
 * @param imported where it comes from
 * @param predictor what is needed to predict
 * @param weights the weights
 */
record ReceivedModel(Imported imported, JsonNode predictor, Tensors weights) {}
