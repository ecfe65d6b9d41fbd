package dev.carrousel.service.inference;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request to infer.
 *
 * @param modelName the model that was asked
 * @param modelVersion its version
 * @param id what the client calls the request
 * @param parameters of a sequence: how many steps it has, and how long it is kept unused
 * @param outputs the tensors
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InferResponse(
    @JsonProperty("model_name") String modelName,
    @JsonProperty("model_version") String modelVersion,
    @Nullable String id,
    @Nullable Map<String, Object> parameters,
    List<OutputTensor> outputs) {}
