package dev.carrousel.lstm.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.layered.LayeredNetwork;
import dev.carrousel.lstm.layered.LayeredSettings;
import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.loss.MeanSquaredError;
import dev.carrousel.lstm.optimizer.Adam;
import dev.carrousel.lstm.original.OriginalNetwork;
import dev.carrousel.lstm.original.OriginalPresets;
import dev.carrousel.lstm.original.OriginalSettings;
import dev.carrousel.lstm.paper.Experiment;
import dev.carrousel.lstm.paper.Papers;
import dev.carrousel.lstm.sequence.Examples;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that is stopped and resumed again and again ends as one that never was. */
class ResumeTests {

  private static final Examples TRAINING = remembering(44, 1);
  private static final Examples VALIDATION = remembering(16, 2);

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 6, 7, 100})
  void epochsGoOnToTheBit(int stepsBetweenStops) {
    same(ResumeTests::epochs, stepsBetweenStops);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 333, 4000})
  void aTaskJudgedByItsTrainingSequencesGoesOnToTheBit(int stepsBetweenStops) {
    TaskPlan plan = TaskPlan.of("two-sequence", Map.of("T", 5, "N", 3, "stop", "ST1"), 5000, 3);
    same((stop, from) -> task(plan, OriginalPresets.noise(1), stop, from), stepsBetweenStops);
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 1000})
  void aTaskJudgedByTestsGoesOnToTheBit(int stepsBetweenStops) {
    for (String row : List.of("1-3x2-0.5-offset", "2a-recurrent", "6a")) {
      Experiment experiment = Papers.experiment(row).orElseThrow();
      TaskPlan plan = TaskPlan.of(experiment.task(), experiment.values(), 1500, 3);
      same((stop, from) -> task(plan, experiment.settings(), stop, from), stepsBetweenStops);
    }
  }

  @Test
  void aCheckpointThatIsAskedForDoesNotDisturb() {
    Part undisturbed = epochs(Long.MAX_VALUE, null);
    Part disturbed = epochs(Long.MAX_VALUE, null, true);
    assertThat(disturbed).isEqualTo(undisturbed);
  }

  private static void same(BiFunction<Long, @Nullable Checkpoint, Part> training, long between) {
    Part unbroken = training.apply(Long.MAX_VALUE, null);
    List<Measurement> measured = new ArrayList<>();
    Checkpoint latest = null;
    Part part = training.apply(between, null);
    while (part.outcome() instanceof TrainingOutcome.Stopped stopped) {
      if (stopped.checkpoint() == null) {
        assertThat(latest).isNotNull();
        part = training.apply(Long.MAX_VALUE, latest);
      } else {
        measured.addAll(part.measured());
        latest = stopped.checkpoint();
        part = training.apply(between, latest);
      }
    }
    measured.addAll(part.measured());
    assertThat(part.outcome()).isEqualTo(unbroken.outcome());
    assertThat(part.weights()).isEqualTo(unbroken.weights());
    assertThat(measured).isEqualTo(unbroken.measured());
  }

  private static Part epochs(long steps, @Nullable Checkpoint from) {
    return epochs(steps, from, false);
  }

  private static Part epochs(long steps, @Nullable Checkpoint from, boolean checkpoints) {
    LayeredSettings settings =
        new LayeredSettings(1, List.of(6), 1, 1, new MeanSquaredError(), Adam.of(0.05), 1);
    Learner learner = new LayeredNetwork(settings, Kernels.scalar(), new SplittableRandom(1));
    Watcher watcher = new Watcher(steps, checkpoints);
    EpochTrainer trainer =
        new EpochTrainer(
            new EpochPlan(40, 8, 3, 1), learner, TRAINING, VALIDATION, watcher, watcher);
    if (from != null) {
      trainer.resume(from);
    }
    return Part.of(trainer.train(), learner, watcher);
  }

  private static Part task(
      TaskPlan plan, OriginalSettings settings, long steps, @Nullable Checkpoint from) {
    Learner learner = new OriginalNetwork(settings, SeedStream.WEIGHTS.of(plan.seed()));
    Watcher watcher = new Watcher(steps, false);
    TaskTrainer trainer = new TaskTrainer(plan, learner, watcher, watcher);
    if (from != null) {
      trainer.resume(from);
    }
    return Part.of(trainer.train(), learner, watcher);
  }

  /** Ten steps of noise; the target is the first. */
  private static Examples remembering(int size, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    List<Sequence> sequences = new ArrayList<>();
    for (int index = 0; index < size; index++) {
      double[] values = random.doubles(10, -1, 1).toArray();
      sequences.add(Sequence.endingIn(Inputs.Vectors.of(values, 1), new double[] {values[0]}));
    }
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

  /** What one stretch of training came to. */
  private record Part(TrainingOutcome outcome, List<String> weights, List<Measurement> measured) {

    static Part of(TrainingOutcome outcome, Learner learner, Watcher watcher) {
      return new Part(outcome, texts(learner.weights()), watcher.measured);
    }

    private static List<String> texts(Tensors weights) {
      List<String> texts = new ArrayList<>();
      weights.forEach(tensor ->
          texts.add(
              switch (tensor) {
                case Tensor.Floats floats -> Arrays.toString(floats.values());
                case Tensor.Doubles doubles -> Arrays.toString(doubles.values());
                case Tensor.Longs longs -> Arrays.toString(longs.values());
              }));
      return texts;
    }
  }

  private record Measurement(String metric, long step, double value) {}

  /** Remembers what it is told and stops after so many weight changes. */
  private static final class Watcher implements TrainingListener, StopSignal {
    private final List<Measurement> measured = new ArrayList<>();
    private final boolean checkpoints;
    private long stepsLeft;

    Watcher(long steps, boolean checkpoints) {
      stepsLeft = steps;
      this.checkpoints = checkpoints;
    }

    @Override
    public void progressed(Progress progress) {
      measured.add(new Measurement("progress", progress.step(), progress.loss()));
    }

    @Override
    public void measured(String metric, long step, double value) {
      measured.add(new Measurement(metric, step, value));
    }

    @Override
    public boolean isRaised() {
      return --stepsLeft == 0;
    }

    @Override
    public boolean wantsCheckpoint() {
      return checkpoints;
    }
  }
}
