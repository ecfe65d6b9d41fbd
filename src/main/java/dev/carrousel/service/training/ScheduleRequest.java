package dev.carrousel.service.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/** The learning rate's way through a training. Steps are weight changes. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ScheduleRequest.ConstantRequest.class, name = "constant"),
  @JsonSubTypes.Type(value = ScheduleRequest.StepRequest.class, name = "step"),
  @JsonSubTypes.Type(value = ScheduleRequest.CosineRequest.class, name = "cosine"),
  @JsonSubTypes.Type(value = ScheduleRequest.PlateauRequest.class, name = "plateau")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface ScheduleRequest {

  /** Longest distance in weight changes. */
  long MOST_STEPS = 1_000_000_000_000L;

  /** Weight changes in which the learning rate rises from 0. */
  @Nullable Long warmUpSteps();

  /**
   * It stays.
   *
   * @param warmUpSteps weight changes in which it rises from 0
   */
  record ConstantRequest(
      @Schema(example = "100") @Min(0) @Max(MOST_STEPS) @Nullable Long warmUpSteps)
      implements ScheduleRequest {}

  /**
   * It falls at equal distances.
   *
   * @param warmUpSteps weight changes in which it rises from 0
   * @param everySteps weight changes from one fall to the next; a third of the training unless set
   * @param factor what it is multiplied by
   */
  record StepRequest(
      @Min(0) @Max(MOST_STEPS) @Nullable Long warmUpSteps,
      @Schema(example = "1000") @Min(1) @Max(MOST_STEPS) @Nullable Long everySteps,
      @Schema(example = "0.1") @DecimalMin(value = "0", inclusive = false) @DecimalMax("1")
          @Nullable Double factor)
      implements ScheduleRequest {}

  /**
   * It falls along half a cosine.
   *
   * @param warmUpSteps weight changes in which it rises from 0
   * @param steps weight changes until it is lowest; the rest of the training unless set
   * @param lowest where it ends, as a share of the learning rate
   */
  record CosineRequest(
      @Min(0) @Max(MOST_STEPS) @Nullable Long warmUpSteps,
      @Schema(example = "5000") @Min(1) @Max(MOST_STEPS) @Nullable Long steps,
      @Schema(example = "0.0") @DecimalMin("0") @DecimalMax("1") @Nullable Double lowest)
      implements ScheduleRequest {}

  /**
   * It falls when the validation loss has not improved for some epochs.
   *
   * @param warmUpSteps weight changes in which it rises from 0
   * @param patience epochs without a better validation loss that are borne
   * @param factor what it is multiplied by then
   */
  record PlateauRequest(
      @Min(0) @Max(MOST_STEPS) @Nullable Long warmUpSteps,
      @Schema(example = "5") @Min(0) @Max(1_000_000) @Nullable Integer patience,
      @Schema(example = "0.5") @DecimalMin(value = "0", inclusive = false) @DecimalMax("1")
          @Nullable Double factor)
      implements ScheduleRequest {}
}
