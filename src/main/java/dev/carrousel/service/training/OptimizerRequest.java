package dev.carrousel.service.training;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.jspecify.annotations.Nullable;

/** How the weights follow the gradient. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = OptimizerRequest.AdamRequest.class, name = "adam"),
  @JsonSubTypes.Type(value = OptimizerRequest.AdamWRequest.class, name = "adamw"),
  @JsonSubTypes.Type(value = OptimizerRequest.RmsPropRequest.class, name = "rmsprop"),
  @JsonSubTypes.Type(value = OptimizerRequest.SgdRequest.class, name = "sgd")
})
sealed interface OptimizerRequest {

  /**
   * Adam.
   *
   * @param learningRate size of a step
   * @param beta1 decay of the first moment
   * @param beta2 decay of the second moment
   * @param epsilon added to the root of the second moment
   */
  record AdamRequest(
      @Schema(example = "0.001") @DecimalMin(value = "0", inclusive = false) @DecimalMax("1000")
          @Nullable Double learningRate,
      @DecimalMin("0") @DecimalMax(value = "1", inclusive = false) @Nullable Double beta1,
      @DecimalMin("0") @DecimalMax(value = "1", inclusive = false) @Nullable Double beta2,
      @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") @Nullable Double epsilon)
      implements OptimizerRequest {}

  /**
   * Adam with a weight decay that does not pass through the moments.
   *
   * @param learningRate size of a step
   * @param beta1 decay of the first moment
   * @param beta2 decay of the second moment
   * @param epsilon added to the root of the second moment
   * @param weightDecay share of every weight that a learning rate of 1 would take
   */
  record AdamWRequest(
      @Schema(example = "0.001") @DecimalMin(value = "0", inclusive = false) @DecimalMax("1000")
          @Nullable Double learningRate,
      @DecimalMin("0") @DecimalMax(value = "1", inclusive = false) @Nullable Double beta1,
      @DecimalMin("0") @DecimalMax(value = "1", inclusive = false) @Nullable Double beta2,
      @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") @Nullable Double epsilon,
      @Schema(example = "0.01") @DecimalMin("0") @DecimalMax(value = "1", inclusive = false)
          @Nullable Double weightDecay)
      implements OptimizerRequest {}

  /**
   * RMSProp.
   *
   * @param learningRate size of a step
   * @param decay of the mean square
   * @param epsilon added to the root of the mean square
   * @param momentum share of the last step that is kept
   */
  record RmsPropRequest(
      @Schema(example = "0.001") @DecimalMin(value = "0", inclusive = false) @DecimalMax("1000")
          @Nullable Double learningRate,
      @Schema(example = "0.99") @DecimalMin("0") @DecimalMax(value = "1", inclusive = false)
          @Nullable Double decay,
      @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") @Nullable Double epsilon,
      @DecimalMin("0") @DecimalMax(value = "1", inclusive = false) @Nullable Double momentum)
      implements OptimizerRequest {}

  /**
   * Stochastic gradient descent.
   *
   * @param learningRate size of a step
   * @param momentum share of the last step that is kept
   * @param nesterov whether the momentum looks one step ahead
   */
  record SgdRequest(
      @Schema(example = "0.1") @DecimalMin(value = "0", inclusive = false) @DecimalMax("1000")
          @Nullable Double learningRate,
      @Schema(example = "0.9") @DecimalMin("0") @DecimalMax(value = "1", inclusive = false)
          @Nullable Double momentum,
      @Nullable Boolean nesterov)
      implements OptimizerRequest {}
}
