package dev.carrousel.service.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.layered.LayeredNetwork;
import dev.carrousel.lstm.layered.LayeredSettings;
import dev.carrousel.lstm.learner.Recurrence;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.loss.MeanSquaredError;
import dev.carrousel.lstm.optimizer.Sgd;
import dev.carrousel.lstm.sequence.Encoding;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.service.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowStepperTests {

  private final Recurrence network =
      new LayeredNetwork(
              new LayeredSettings(1, List.of(2), 1, 1, new MeanSquaredError(), new Sgd(1, 0), 1),
              Kernels.scalar(),
              new SeededRandom(1))
          .recurrence();
  private final Stepper stepper =
      new RowStepper(
          network,
          new Rows(
              new Encoding(List.of(new Encoding.Column("x", List.of(), 0, 1, false)), List.of()),
              "day"),
          outputs -> outputs,
          numbers -> new StepAnswer.OfValue(numbers[0]));

  @Test
  void aStateOfAnEarlierVersionGoesOn() {
    Tensors now = after(stepper.begin(Stepper.Beginning.PLAIN), "2024-05-02").getLast().state();
    List<Tensor> earlier = new ArrayList<>();
    now.forEach(tensor -> {
      if (!tensor.name().equals(LastMoment.NAME)) {
        earlier.add(tensor);
      }
    });
    Tensors completed = stepper.completed(new Tensors(earlier));
    assertThat(after(completed, "2024-05-01").getLast().numbers())
        .isEqualTo(after(now, "2024-05-03").getLast().numbers());
    assertThat(stepper.completed(now)).containsExactlyElementsOf(now);
    assertThatThrownBy(() -> after(now, "2024-05-01")).isInstanceOf(ProblemException.class);
  }

  private List<Stepped> after(Tensors state, String day) {
    List<Stepped> steps = new ArrayList<>();
    stepper.walk(state, Observations.ofRows(List.of(Map.of("day", day, "x", 3))), steps::add);
    return steps;
  }
}
