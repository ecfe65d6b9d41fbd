package dev.carrousel.service.prediction;

import dev.carrousel.lstm.insight.ErrorReach;
import dev.carrousel.lstm.insight.HalfLife;
import dev.carrousel.lstm.insight.Saturation;
import dev.carrousel.lstm.insight.Trace;
import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.layered.LayeredNetwork;
import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.original.OriginalNetwork;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.service.models.Models;
import dev.carrousel.service.models.NetworkShape;
import dev.carrousel.service.prediction.PredictRequest.SequenceRequest;
import dev.carrousel.service.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Shows what goes on inside a network while it answers. */
@Service
class Insights {

  /** Products of steps and weights that one request may cost. */
  private static final long MOST_WORK = 4_000_000_000L;

  /** Products of steps and units that are summed up, and that are written out one by one. */
  private static final long MOST_WATCHED = 4_000_000;

  private static final long MOST_SHOWN = 400_000;

  /** Four gates and what the cell shows. */
  private static final int UNITS_PER_CELL = 5;

  private final Models models;
  private final Kernels kernels;

  Insights(Models models, Kernels kernels) {
    this.models = models;
    this.kernels = kernels;
  }

  TraceResponse trace(String reference, SequenceRequest request) {
    Models.Loaded model = models.load(reference);
    Learner network = Networks.of(model.artifact(), kernels);
    Inputs inputs =
        NetworkInputs.of(model.artifact().predictor(), request, "#", network.inputSize());
    requireRoom(network, model.artifact().predictor().network(), inputs.length(), MOST_SHOWN);
    return TraceResponse.of(model.name(), model.version(), trace(network, inputs));
  }

  DiagnosticsResponse diagnose(String reference, DiagnosticsRequest request) {
    Models.Loaded model = models.load(reference);
    Learner network = Networks.of(model.artifact(), kernels);
    double @Nullable [] target = target(request.target(), network.outputSize());
    List<Inputs> inputs = inputs(model, network, request.sequences());
    int steps = inputs.stream().mapToInt(Inputs::length).sum();
    requireRoom(network, model.artifact().predictor().network(), steps, MOST_WATCHED);
    List<Trace> traces = inputs.stream().map(one -> trace(network, one)).toList();
    traces.forEach(trace -> FiniteAnswer.require(trace.activations()));
    List<HalfLife> lives = HalfLife.of(traces);
    List<ErrorReach> reaches = errorReach(network, inputs.getFirst(), target);
    reaches.forEach(Insights::requireFinite);
    int lags = request.lags() == null ? steps : request.lags();
    return new DiagnosticsResponse(
        model.name(),
        model.version(),
        steps,
        Saturation.of(traces),
        lives.stream().map(DiagnosticsResponse.Life::of).toList(),
        lives.isEmpty() ? endless(network) : null,
        reaches.stream().map(reach -> DiagnosticsResponse.Reach.of(reach, lags)).toList());
  }

  private static List<Inputs> inputs(
      Models.Loaded model, Learner network, List<SequenceRequest> sequences) {
    List<Inputs> inputs = new ArrayList<>();
    for (int number = 0; number < sequences.size(); number++) {
      inputs.add(
          NetworkInputs.of(
              model.artifact().predictor(),
              sequences.get(number),
              "#/sequences/" + number,
              network.inputSize()));
    }
    return inputs;
  }

  private static Trace trace(Learner network, Inputs inputs) {
    return switch (network) {
      case OriginalNetwork original -> original.trace(inputs);
      case LayeredNetwork layered -> layered.trace(inputs);
      default -> throw unknown(network);
    };
  }

  private static List<ErrorReach> errorReach(
      Learner network, Inputs inputs, double @Nullable [] target) {
    return switch (network) {
      case OriginalNetwork original -> original.errorReach(inputs, target);
      case LayeredNetwork layered -> layered.errorReach(inputs, target);
      default -> throw unknown(network);
    };
  }

  private static void requireFinite(ErrorReach reach) {
    Stream.of(reach.hidden(), reach.state(), reach.carrousel())
        .forEach(norms ->
            FiniteAnswer.require(norms.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  private static String endless(Learner network) {
    return network instanceof OriginalNetwork
        ? "The original network has no forget gates: a cell's state comes back to itself with weight 1 and has no half-life."
        : "The network was trained without forget gates: its states are kept entirely and have no half-life.";
  }

  private static double @Nullable [] target(@Nullable List<Double> target, int outputSize) {
    if (target == null) {
      return null;
    }
    if (target.size() != outputSize) {
      throw ProblemException.invalid(
          "#/target",
          "wrong_size",
          "The target must have %d numbers, had %d.".formatted(outputSize, target.size()));
    }
    return target.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void requireRoom(Learner network, NetworkShape shape, int steps, long most) {
    boolean fits =
        (long) steps * network.parameterCount() <= MOST_WORK && (long) steps * units(shape) <= most;
    if (!fits) {
      throw ProblemException.invalid(
          "#/", "too_long", "%d steps are too many for a network of this size.".formatted(steps));
    }
  }

  private static int units(NetworkShape shape) {
    return switch (shape) {
      case NetworkShape.Original of -> of.topology().hiddenSize() + of.topology().outputSize();
      case NetworkShape.Lstm of ->
          UNITS_PER_CELL
                  * (of.toShape().bidirectional() ? 2 : 1)
                  * of.layers().stream().mapToInt(Integer::intValue).sum()
              + of.outputSize();
    };
  }

  private static IllegalStateException unknown(Learner network) {
    return new IllegalStateException("no insight into " + network.getClass());
  }
}
