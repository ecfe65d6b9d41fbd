package dev.carrousel.lstm.original;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrousel.lstm.learner.Recurrence;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OriginalRecurrenceTests {

  static List<OriginalTopology> topologies() {
    return List.of(
        OriginalTopology.of(7, 7, 2, 1),
        OriginalTopology.of(7, 7, 3, 2),
        OriginalTopology.of(7, 7, 9, 2),
        OriginalTopology.of(7, 7, 4, 1).withShortcuts(true));
  }

  @ParameterizedTest
  @MethodSource("topologies")
  void stepsAnswerWhatOnePassAnswersToTheBitWhoeverElseSteps(OriginalTopology topology) {
    for (boolean competition : new boolean[] {false, true}) {
      OriginalNetwork network =
          new OriginalNetwork(
              OriginalSettings.of(topology, InitialWeights.within(1), 1)
                  .withOutputGateCompetition(competition),
              new SeededRandom(1));
      SeededRandom random = new SeededRandom(2);
      Inputs first = new Inputs.Symbols(random.ints(30, 0, 7).toArray(), 7);
      Inputs second = Inputs.Vectors.of(random.doubles(30 * 7, -1, 1).toArray(), 7);
      Recurrence recurrence = network.recurrence();
      double[][] outputs = interleaved(recurrence, first, second);
      assertThat(outputs[0]).containsExactly(network.respond(first));
      assertThat(outputs[1]).containsExactly(network.respond(second));
    }
  }

  private static double[][] interleaved(Recurrence network, Inputs... sequences) {
    double[][] outputs = new double[sequences.length][30 * network.outputSize()];
    Tensors[] states = {network.rest(), network.rest()};
    for (int at = 0; at < 30; at++) {
      for (int number = 0; number < sequences.length; number++) {
        Recurrence.Step step = network.step(states[number], sequences[number], at);
        states[number] = step.state();
        System.arraycopy(
            step.outputs(), 0, outputs[number], at * network.outputSize(), network.outputSize());
      }
    }
    return outputs;
  }
}
