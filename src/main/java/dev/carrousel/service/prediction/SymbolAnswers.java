package dev.carrousel.service.prediction;

import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.problem.SymbolFrame;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.service.prediction.PredictRequest.SamplingRequest;
import dev.carrousel.service.prediction.PredictResponse.Answer;
import dev.carrousel.service.prediction.PredictResponse.Next;
import dev.carrousel.service.web.FieldProblems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tells what follows symbols, and goes on by drawing. */
final class SymbolAnswers {

  /** Each draw reads a window anew; so many take some seconds. */
  private static final int MOST_DRAWS = 10_000;

  private final Learner network;
  private final SymbolFrame frame;
  private final SymbolReading reading;

  SymbolAnswers(Learner network, SymbolFrame frame) {
    this.network = network;
    this.frame = frame;
    this.reading = new SymbolReading(frame);
  }

  List<Answer> answers(PredictRequest request) {
    requireFewDraws(request);
    List<Answer> answers = new ArrayList<>();
    for (int number = 0; number < request.sequences().size(); number++) {
      List<Integer> symbols =
          reading.begun(request.sequences().get(number), "#/sequences/" + number);
      answers.add(answer(symbols, request.sampling()));
    }
    return answers;
  }

  private static void requireFewDraws(PredictRequest request) {
    SamplingRequest sampling = request.sampling();
    long draws = sampling == null ? 0 : (long) sampling.length() * request.sequences().size();
    new FieldProblems()
        .require(
            draws <= MOST_DRAWS,
            "#/sampling/length",
            "too_many_draws",
            () ->
                "A request may draw at most %d symbols over all its sequences, asked for %d."
                    .formatted(MOST_DRAWS, draws))
        .throwIfAny();
  }

  private Answer answer(List<Integer> symbols, @Nullable SamplingRequest sampling) {
    List<Next> next = next(probabilities(symbols));
    if (sampling == null) {
      return new Answer.OfSymbols(next, null, null);
    }
    List<String> drawn =
        draw(new ArrayList<>(symbols), sampling).stream().map(frame.symbols()::get).toList();
    return frame.text()
        ? new Answer.OfSymbols(next, String.join("", drawn), null)
        : new Answer.OfSymbols(next, null, drawn);
  }

  private List<Integer> draw(List<Integer> symbols, SamplingRequest sampling) {
    double temperature = sampling.temperature() == null ? 1 : sampling.temperature();
    SeededRandom random = new SeededRandom(sampling.seed() == null ? 1 : sampling.seed());
    List<Integer> drawn = new ArrayList<>();
    while (drawn.size() < sampling.length()) {
      int symbol = draw(probabilities(symbols), temperature, random);
      if (symbol == frame.symbols().size()) {
        return drawn;
      }
      symbols.add(symbol);
      drawn.add(symbol);
    }
    return drawn;
  }

  /** After the latest symbols, as many as the network was trained to read at once. */
  private double[] probabilities(List<Integer> symbols) {
    int from = Math.max(0, symbols.size() - frame.window());
    int[] read = symbols.subList(from, symbols.size()).stream().mapToInt(at -> at).toArray();
    double[] response =
        FiniteAnswer.require(network.respond(new Inputs.Symbols(read, frame.alphabetSize())));
    return Arrays.copyOfRange(response, response.length - frame.alphabetSize(), response.length);
  }

  /** Draws one of the symbols, or takes the likeliest at temperature 0. */
  static int draw(double[] probabilities, double temperature, RandomGenerator random) {
    int best =
        IntStream.range(0, probabilities.length)
            .boxed()
            .max(Comparator.comparingDouble(at -> probabilities[at]))
            .orElseThrow();
    if (temperature == 0) {
      return best;
    }
    double[] weights = new double[probabilities.length];
    double total = 0;
    for (int at = 0; at < weights.length; at++) {
      weights[at] = Math.pow(probabilities[at] / probabilities[best], 1 / temperature);
      total += weights[at];
    }
    double point = random.nextDouble() * total;
    for (int at = 0; at < weights.length; at++) {
      point -= weights[at];
      if (point < 0) {
        return at;
      }
    }
    return best;
  }

  private List<Next> next(double[] probabilities) {
    return reading.likeliest(probabilities).stream()
        .map(likely -> new Next(likely.symbol(), likely.probability()))
        .toList();
  }
}
