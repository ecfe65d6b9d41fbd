package dev.carrousel.lstm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.layered.LayeredNetwork;
import dev.carrousel.lstm.layered.LayeredSettings;
import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.loss.MeanSquaredError;
import dev.carrousel.lstm.optimizer.Sgd;
import dev.carrousel.lstm.original.OriginalNetwork;
import dev.carrousel.lstm.original.OriginalPresets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class TaskTrainerTests {

  private static final Map<String, Object> SHORT = Map.of("T", 5, "N", 3, "stop", "ST1");

  @Test
  void learnsATaskUntilItsCriterionIsReached() {
    Watcher watcher = new Watcher();
    TrainingOutcome outcome = train(plan(200_000, 1), watcher);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            TrainingOutcome.Converged.class,
            converged -> {
              assertThat(converged.sequences() % 100).isZero();
              assertThat(converged.examination().sequences()).isEqualTo(2560);
              assertThat(converged.examination().wrong()).isLessThan(50);
              assertThat(watcher.latest().samples()).isEqualTo(converged.sequences());
            });
    assertThat(watcher.values("testWrong").getLast()).isZero();
    assertThat(watcher.values("trainingError").getLast())
        .isLessThan(watcher.values("trainingError").getFirst() / 2);
  }

  @Test
  void aPlanThatEndsTooEarlyIsExhaustedAndExaminedAllTheSame() {
    Watcher watcher = new Watcher();
    TrainingOutcome outcome = train(plan(250, 1), watcher);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            TrainingOutcome.Exhausted.class,
            exhausted -> {
              assertThat(exhausted.sequences()).isEqualTo(250);
              assertThat(exhausted.examination().wrong()).isGreaterThan(1000);
            });
    assertThat(watcher.values("testWrong")).hasSize(2);
    assertThat(watcher.values("testError")).hasSize(2);
  }

  @Test
  void sameSeedGivesTheSameTrainingAndAnotherSeedAnother() {
    OriginalNetwork one = network(5);
    OriginalNetwork same = network(5);
    Watcher first = new Watcher();
    Watcher second = new Watcher();
    train(plan(1000, 5), one, first);
    train(plan(1000, 5), same, second);
    assertThat(weights(one)).isEqualTo(weights(same));
    assertThat(first.progress).isEqualTo(second.progress);
    assertThat(first.measured).isEqualTo(second.measured);

    OriginalNetwork other = network(5);
    train(plan(1000, 6), other, new Watcher());
    assertThat(weights(other)).isNotEqualTo(weights(one));
  }

  @Test
  void everyQuarterOfAPercentMoreIsMeasured() {
    Watcher watcher = new Watcher();
    TaskPlan plan = TaskPlan.of("adding", Map.of("T", 22), 4100, 1);
    train(
        plan,
        new OriginalNetwork(OriginalPresets.adding(), SeedStream.WEIGHTS.of(plan.seed())),
        watcher);
    assertThat(watcher.progress).hasSize(4100);
    List<Long> shown = watcher.steps("loss");
    assertThat(shown).startsWith(1L, 2L, 3L).contains(400L, 402L, 404L);
    for (int at = 1; at < shown.size() - 1; at++) {
      long before = shown.get(at - 1);
      assertThat(shown.get(at) - before).isEqualTo(before / 400 + 1);
    }
    assertThat(watcher.latest())
        .satisfies(progress -> {
          assertThat(progress.step()).isEqualTo(4100).isEqualTo(progress.stepsTotal());
          assertThat(progress.epoch()).isZero();
          assertThat(progress.epochsTotal()).isZero();
        });
    assertThat(watcher.steps("trainingError")).isEqualTo(shown);
  }

  @Test
  void lastBatchHoldsOnlyWhatThePlanLeaves() {
    Watcher watcher = new Watcher();
    TaskPlan plan = new TaskPlan("two-sequence", SHORT, 25, 10, 1);
    train(plan, network(1), watcher);
    assertThat(watcher.progress).extracting(Progress::step).containsExactly(1L, 2L, 3L);
    assertThat(watcher.progress).extracting(Progress::samples).containsExactly(10L, 20L, 25L);
    assertThat(watcher.latest().stepsTotal()).isEqualTo(3);
  }

  @Test
  void aLossThatIsNotFiniteEndsTheTraining() {
    LayeredSettings settings =
        new LayeredSettings(
            1,
            List.of(4),
            1,
            1,
            new MeanSquaredError(),
            new Sgd(1e30, 0),
            Double.POSITIVE_INFINITY);
    LayeredNetwork network =
        new LayeredNetwork(settings, Kernels.scalar(), new SplittableRandom(1));
    assertThat(train(plan(1000, 1), network, new Watcher()))
        .isInstanceOf(TrainingOutcome.Diverged.class);
  }

  @Test
  void aRaisedSignalStopsAfterTheWeightChange() {
    int[] asked = new int[1];
    TaskTrainer trainer =
        new TaskTrainer(plan(1_000_000, 1), network(1), new Watcher(), () -> ++asked[0] == 3);
    assertThat(trainer.train())
        .isInstanceOfSatisfying(
            TrainingOutcome.Stopped.class,
            stopped -> assertThat(stopped.checkpoint().step()).isEqualTo(3));
  }

  @Test
  void aLongExaminationIsBrokenOff() {
    TaskPlan endless = TaskPlan.of("adding", Map.of("T", 1_000_000), 1, 1);
    OriginalNetwork network =
        new OriginalNetwork(OriginalPresets.adding(), SeedStream.WEIGHTS.of(1));
    int[] asked = new int[1];
    TaskTrainer trainer = new TaskTrainer(endless, network, new Watcher(), () -> ++asked[0] > 1);
    assertThat(trainer.train()).isEqualTo(new TrainingOutcome.Stopped(null));
  }

  @Test
  void aNetworkWhoseLastChangeDivergesIsNoResult() {
    LayeredSettings settings =
        new LayeredSettings(
            1,
            List.of(4),
            1,
            1,
            new MeanSquaredError(),
            new Sgd(1e300, 0),
            Double.POSITIVE_INFINITY);
    LayeredNetwork network =
        new LayeredNetwork(settings, Kernels.scalar(), new SplittableRandom(1));
    assertThat(train(plan(1, 1), network, new Watcher()))
        .isEqualTo(new TrainingOutcome.Diverged(1, 0));
  }

  @Test
  void aLearnerOfAnotherSizeIsRefused() {
    assertThatThrownBy(() ->
            new TaskTrainer(
                TaskPlan.of("adding", Map.of(), 10, 1), network(1), new Watcher(), () -> false))
        .hasMessage("learner of task adding must have inputSize 2 and outputSize 1, had 1 and 1");
  }

  @Test
  void aPlanHoldsAllValuesOfItsTask() {
    assertThat(TaskPlan.of("two-sequence", Map.of("T", 7), 10, 1).values())
        .containsEntry("T", 7)
        .containsEntry("stop", "ST2");
    assertThatThrownBy(() -> TaskPlan.of("two-sequence", Map.of(), 0, 1))
        .hasMessage("maxSequences and batchSize must be positive, were 0 and 1");
  }

  @Test
  void anotherEndDoesNotChangeTheBeginning() {
    Watcher shorter = new Watcher();
    Watcher longer = new Watcher();
    train(plan(2000, 3).withMaxSequences(200), shorter);
    train(plan(2000, 3).withMaxSequences(400), longer);
    assertThat(shorter.measured).isEqualTo(longer.measured.subList(0, shorter.measured.size()));
  }

  private static TrainingOutcome train(TaskPlan plan, Watcher watcher) {
    return train(plan, network(plan.seed()), watcher);
  }

  private static TrainingOutcome train(TaskPlan plan, Learner learner, Watcher watcher) {
    return new TaskTrainer(plan, learner, watcher, () -> false).train();
  }

  private static TaskPlan plan(long maxSequences, long seed) {
    return TaskPlan.of("two-sequence", SHORT, maxSequences, seed);
  }

  private static OriginalNetwork network(long seed) {
    return new OriginalNetwork(OriginalPresets.noise(1), SeedStream.WEIGHTS.of(seed));
  }

  private static List<Double> weights(Learner learner) {
    return StreamSupport.stream(learner.weights().spliterator(), false)
        .flatMapToDouble(tensor ->
            tensor instanceof Tensor.Doubles doubles
                ? DoubleStream.of(doubles.values())
                : DoubleStream.empty())
        .boxed()
        .toList();
  }

  /** Remembers what it is told. */
  private static final class Watcher implements TrainingListener {
    private final List<Progress> progress = new ArrayList<>();
    private final List<Measurement> measured = new ArrayList<>();

    @Override
    public void progressed(Progress latest) {
      progress.add(latest);
    }

    @Override
    public void measured(String metric, long step, double value) {
      measured.add(new Measurement(metric, step, value));
    }

    List<Long> steps(String metric) {
      return measured.stream()
          .filter(point -> point.metric().equals(metric))
          .map(Measurement::step)
          .toList();
    }

    Progress latest() {
      return progress.getLast();
    }

    List<Double> values(String metric) {
      return measured.stream()
          .filter(one -> one.metric().equals(metric))
          .map(Measurement::value)
          .toList();
    }
  }

  private record Measurement(String metric, long step, double value) {}
}
