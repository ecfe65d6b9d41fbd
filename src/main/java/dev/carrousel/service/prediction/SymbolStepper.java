package dev.carrousel.service.prediction;

import dev.carrousel.lstm.learner.Recurrence;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.problem.SymbolFrame;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells symbol by symbol what may follow, and draws one of them if asked to. Then the state of the
 * random numbers is part of the state. Unlike a single question, a session is not cut to the window
 * that the network was trained on: its state goes on.
 */
record SymbolStepper(Recurrence network, SymbolFrame frame) implements Stepper {

  private static final String RANDOM = "random";
  private static final String TEMPERATURE = "temperature";
  private static final List<Integer> WORDS = List.of(4);
  private static final List<Integer> SINGLE = List.of(1);

  @Override
  public Tensors begin(Beginning beginning) {
    BeginningChecks.requireNoSeries(beginning);
    Tensors rest = network.rest();
    if (frame.ends()) {
      rest = network.step(rest, inputs(List.of(frame.symbols().size())), 0).state();
    }
    Long seed = beginning.seed();
    if (seed == null) {
      BeginningChecks.requireNothingDrawn(beginning);
      return rest;
    }
    double temperature = beginning.temperature() == null ? 1 : beginning.temperature();
    return rest.and(
        List.of(
            new Tensor.Longs(RANDOM, WORDS, new SeededRandom(seed).state()),
            new Tensor.Doubles(TEMPERATURE, SINGLE, new double[] {temperature})));
  }

  private Inputs inputs(List<Integer> symbols) {
    return new Inputs.Symbols(
        symbols.stream().mapToInt(Integer::intValue).toArray(), frame.alphabetSize());
  }

  @Override
  public void require(Tensors state) {
    Tensors drawing = drawing(state);
    if (!drawing.isEmpty()) {
      StateChecks.requireRandom(drawing.longs(RANDOM, WORDS), RANDOM);
      StateChecks.requireTemperature(temperature(drawing), TEMPERATURE);
    }
  }

  @Override
  public void walk(Tensors state, Observations observations, Consumer<Stepped> visitor) {
    SymbolReading reading = new SymbolReading(frame);
    Inputs inputs = inputs(reading.required(observations.toSequence(), "#"));
    Tensors now = state;
    Tensors drawing = drawing(state);
    for (int at = 0; at < inputs.length(); at++) {
      Recurrence.Step step = network.step(now, inputs, at);
      double[] probabilities = FiniteAnswer.require(step.outputs());
      StepAnswer.Likely drawn = null;
      if (!drawing.isEmpty()) {
        SeededRandom random = random(drawing);
        drawn = draw(probabilities, temperature(drawing), random);
        Tensor moved = new Tensor.Longs(RANDOM, WORDS, random.state());
        drawing = new Tensors(List.of(moved, drawing.get(TEMPERATURE)));
      }
      now = step.state().and(drawing.prefixed(""));
      visitor.accept(
          new Stepped(
              now,
              new StepAnswer.OfSymbols(reading.likeliest(probabilities), drawn),
              probabilities,
              step.gates()));
    }
  }

  /** The part of a state that belongs to drawing, empty if nothing is drawn. */
  private static Tensors drawing(Tensors state) {
    List<Tensor> parts = new ArrayList<>();
    for (Tensor tensor : state) {
      if (tensor.name().equals(RANDOM) || tensor.name().equals(TEMPERATURE)) {
        parts.add(tensor);
      }
    }
    return new Tensors(parts);
  }

  private static SeededRandom random(Tensors drawing) {
    SeededRandom random = new SeededRandom(0);
    random.restore(drawing.longs(RANDOM, WORDS));
    return random;
  }

  private static double temperature(Tensors drawing) {
    return drawing.doubles(TEMPERATURE, SINGLE)[0];
  }

  private StepAnswer.@Nullable Likely draw(
      double[] probabilities, double temperature, SeededRandom random) {
    int symbol = SymbolAnswers.draw(probabilities, temperature, random);
    return new StepAnswer.Likely(
        symbol == frame.symbols().size() ? null : frame.symbols().get(symbol),
        probabilities[symbol]);
  }
}
