package dev.carrousel.service.training;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a job would do, found out without doing it.
 *
 * @param configuration the request with every default filled in
 * @param inputSize width of what the network reads
 * @param outputSize width of what it answers
 * @param parameterCount number of trainable weights at the beginning
 * @param sequences sequences to learn from and to validate by; null for a task, which makes them
 * @param steps weight changes of all runs at most; of a task, calls of the learner
 * @param memoryBytes memory of one run, estimated
 * @param secondsPerStep measured over a few real steps
 * @param estimatedSeconds time of all runs one after another if none ends early
 * @param warnings what its owner may not have meant
 */
record EffectivePlan(
    TrainingRequest configuration,
    int inputSize,
    int outputSize,
    @Schema(example = "5210") long parameterCount,
    @Nullable Map<String, Integer> sequences,
    @Schema(example = "1620") long steps,
    @Schema(example = "4194304") long memoryBytes,
    @Schema(example = "0.02") double secondsPerStep,
    @Schema(example = "33.5") double estimatedSeconds,
    List<String> warnings) {}
