package dev.carrousel.lstm.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.layered.LayeredNetwork;
import dev.carrousel.lstm.layered.LayeredSettings;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.loss.MeanSquaredError;
import dev.carrousel.lstm.optimizer.Adam;
import dev.carrousel.lstm.optimizer.Optimizer;
import dev.carrousel.lstm.optimizer.Sgd;
import dev.carrousel.lstm.sequence.Examples;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpochTrainerTests {

  @Test
  void lossFallsWhileItLearnsToRemember() {
    Watcher watcher = new Watcher();
    TrainingOutcome outcome =
        train(
            network(Adam.of(0.02)),
            new EpochPlan(150, 8, 0, 1),
            remembering(64, 1),
            remembering(16, 2),
            watcher);
    List<Double> losses = watcher.values("trainingLoss");
    List<Double> validated = watcher.values("validationLoss");
    int best = validated.indexOf(Collections.min(validated)) + 1;
    assertThat(outcome).isEqualTo(new TrainingOutcome.Completed(150, best));
    assertThat(losses).hasSize(150);
    assertThat(losses.getLast()).isLessThan(losses.getFirst() / 10);
  }

  @Test
  void sameSeedGivesTheSameWeightsAndAnotherSeedOthers() {
    assertThat(trainedWeights(5)).isEqualTo(trainedWeights(5));
    assertThat(trainedWeights(5)).isNotEqualTo(trainedWeights(6));
  }

  @Test
  void everyEpochShowsEveryExampleOnceInItsOwnOrder() {
    int[] first = ExampleOrder.of(100, 1, 1);
    int[] second = ExampleOrder.of(100, 1, 2);
    assertThat(Arrays.stream(first).sorted().toArray())
        .containsExactly(IntStream.range(0, 100).toArray());
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void bestWeightsAreKeptWhenTrainingStopsEarly() {
    LayeredNetwork network = network(Adam.of(0.05));
    Examples validation = remembering(16, 2);
    Watcher watcher = new Watcher();
    TrainingOutcome outcome =
        train(network, new EpochPlan(1000, 8, 3, 1), remembering(8, 1), validation, watcher);
    List<Double> losses = watcher.values("validationLoss");
    assertThat(outcome)
        .isInstanceOfSatisfying(
            TrainingOutcome.StoppedEarly.class,
            early -> {
              assertThat(early.epochs()).isEqualTo(losses.size()).isEqualTo(early.bestEpoch() + 3);
              assertThat(network.loss(validation.asList()))
                  .isEqualTo(losses.get(early.bestEpoch() - 1));
              assertThat(losses.get(early.bestEpoch() - 1))
                  .isEqualTo(losses.stream().mapToDouble(Double::doubleValue).min().orElseThrow());
            });
  }

  @Test
  void aLossThatIsNotFiniteEndsTheTraining() {
    TrainingOutcome outcome =
        train(
            network(new Sgd(1e30, 0)),
            new EpochPlan(50, 8, 0, 1),
            remembering(64, 1),
            remembering(16, 2),
            new Watcher());
    assertThat(outcome).isInstanceOf(TrainingOutcome.Diverged.class);
  }

  @Test
  void aRaisedSignalStopsAfterTheWeightChange() {
    Watcher watcher = new Watcher();
    EpochTrainer trainer =
        new EpochTrainer(
            new EpochPlan(10, 8, 0, 1),
            network(Adam.of(0.01)),
            remembering(64, 1),
            none(),
            watcher,
            () -> watcher.steps == 3);
    assertThat(trainer.train())
        .isInstanceOfSatisfying(
            TrainingOutcome.Stopped.class,
            stopped -> assertThat(stopped.checkpoint().step()).isEqualTo(3));
  }

  private static TrainingOutcome train(
      LayeredNetwork network,
      EpochPlan plan,
      Examples training,
      Examples validation,
      Watcher watcher) {
    return new EpochTrainer(plan, network, training, validation, watcher, () -> false).train();
  }

  private static List<float[]> arrays(Tensors weights) {
    List<float[]> arrays = new ArrayList<>();
    weights.forEach(tensor -> arrays.add(((Tensor.Floats) tensor).values()));
    return arrays;
  }

  private static List<Float> trainedWeights(long seed) {
    LayeredNetwork network = network(Adam.of(0.01));
    train(network, new EpochPlan(2, 8, 0, seed), remembering(32, 1), none(), new Watcher());
    List<Float> weights = new ArrayList<>();
    arrays(network.weights())
        .forEach(array -> IntStream.range(0, array.length).forEach(at -> weights.add(array[at])));
    return weights;
  }

  private static LayeredNetwork network(Optimizer optimizer) {
    LayeredSettings settings =
        new LayeredSettings(
            1, List.of(8), 1, 1, new MeanSquaredError(), optimizer, Double.POSITIVE_INFINITY);
    return new LayeredNetwork(settings, Kernels.scalar(), new SplittableRandom(1));
  }

  /** Ten steps of noise; the target is the first. */
  private static Examples remembering(int size, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    List<Sequence> sequences = new ArrayList<>();
    for (int index = 0; index < size; index++) {
      double[] values = random.doubles(10, -1, 1).toArray();
      sequences.add(Sequence.endingIn(Inputs.Vectors.of(values, 1), new double[] {values[0]}));
    }
    return of(sequences);
  }

  private static Examples none() {
    return of(List.of());
  }

  private static Examples of(List<Sequence> sequences) {
    return new Examples() {
      @Override
      public int size() {
        return sequences.size();
      }

      @Override
      public Sequence get(int index) {
        return sequences.get(index);
      }
    };
  }

  /** Remembers what it is told. */
  private static final class Watcher implements TrainingListener {
    private final List<String> names = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();
    private long steps;

    @Override
    public void progressed(Progress progress) {
      steps = progress.step();
    }

    @Override
    public void measured(String metric, long step, double value) {
      names.add(metric);
      values.add(value);
    }

    List<Double> values(String metric) {
      return IntStream.range(0, names.size())
          .filter(at -> names.get(at).equals(metric))
          .mapToObj(values::get)
          .toList();
    }
  }
}
