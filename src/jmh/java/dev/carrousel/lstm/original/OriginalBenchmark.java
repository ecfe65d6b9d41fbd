package dev.carrousel.lstm.original;

import dev.carrousel.lstm.learner.Lesson;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds per step of on-line learning: the adding network of NC97 task 4 (2 blocks of 2 cells,
 * 93 weights, T = 100) beside libtorch, and task 2c with few and with many distractors.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
public class OriginalBenchmark {

  private static final int LENGTH = 100;
  private static final int TRIALS = 8;
  private static final int LONG_LAG_STEPS = 1000;
  private static final double TARGET = 0.6;

  /** One sequence of the adding problem for both sides. */
  @State(Scope.Thread)
  public static class Adding {

    double[] values = new double[0];
    List<Sequence> targetAtTheEnd = List.of();
    List<Sequence> targetAtEachStep = List.of();

    /** Draws the sequence. */
    @Setup
    public void draw() {
      RandomGenerator random = new SeededRandom(1);
      values = new double[2 * LENGTH];
      double[][] targets = new double[LENGTH][];
      for (int step = 0; step < LENGTH; step++) {
        values[2 * step] = random.nextDouble(-1, 1);
        values[2 * step + 1] = step == 10 || step == 40 ? 1 : step == 0 || step == 99 ? -1 : 0;
        targets[step] = new double[] {TARGET};
      }
      Inputs inputs = Inputs.Vectors.of(values, 2);
      targetAtTheEnd = List.of(Sequence.endingIn(inputs, new double[] {TARGET}));
      targetAtEachStep = List.of(new Sequence(inputs, targets));
    }
  }

  /** Carrousel's networks. */
  @State(Scope.Thread)
  public static class Carrousel {

    OriginalNetwork bySequence = network(UpdateMoment.SEQUENCE);
    OriginalNetwork byStep = network(UpdateMoment.STEP);

    private static OriginalNetwork network(UpdateMoment moment) {
      OriginalSettings settings =
          OriginalPresets.adding().withGradient(ErrorFlow.TRUNCATED, moment).withLearningRate(0.01);
      return new OriginalNetwork(settings, new SeededRandom(1));
    }
  }

  /** As many trials as share vectors here, each with a sequence of its own. */
  @State(Scope.Thread)
  public static class Trials {

    TrialLanes bySequence = trials(UpdateMoment.SEQUENCE);
    TrialLanes byStep = trials(UpdateMoment.STEP);
    List<Sequence> targetAtTheEnd = List.of();
    List<Sequence> targetAtEachStep = List.of();

    /** Draws the sequences. */
    @Setup
    public void draw() {
      targetAtTheEnd = sequences(false);
      targetAtEachStep = sequences(true);
    }

    private static TrialLanes trials(UpdateMoment moment) {
      OriginalSettings settings =
          OriginalPresets.adding().withGradient(ErrorFlow.TRUNCATED, moment).withLearningRate(0.01);
      return new TrialLanes(
          settings, IntStream.range(0, TRIALS).mapToObj(SeededRandom::new).toList());
    }

    private static List<Sequence> sequences(boolean each) {
      RandomGenerator random = new SeededRandom(3);
      return IntStream.range(0, TRIALS).mapToObj(_ -> sequence(each, random)).toList();
    }

    private static Sequence sequence(boolean each, RandomGenerator random) {
      Inputs inputs = Inputs.Vectors.of(random.doubles(2L * LENGTH, -1, 1).toArray(), 2);
      double[] target = {TARGET};
      double[][] targets = Stream.generate(() -> target).limit(LENGTH).toArray(double[][]::new);
      return each ? new Sequence(inputs, targets) : Sequence.endingIn(inputs, target);
    }
  }

  /** libtorch's network. */
  @State(Scope.Thread)
  public static class Torch {

    TorchNetwork network = new TorchNetwork(new double[] {0, 0}, TARGET, 0.01);

    /** Takes the same sequence. */
    @Setup
    public void take(Adding adding) {
      network = new TorchNetwork(adding.values, TARGET, 0.01);
    }
  }

  /** Task 2c: a long lag among distractors, in sequences of exactly q steps. */
  @State(Scope.Thread)
  public static class LongLag {

    /** p, the number of distractors, and q, the length of the lag. */
    @Param({"50", "1000"})
    public int distractors;

    OriginalNetwork network = new OriginalNetwork(OriginalPresets.longLag(1), new SeededRandom(1));
    List<List<Sequence>> lessons = List.of();
    private int next;

    /** Draws a hundred lessons of a thousand steps. */
    @Setup
    public void draw() {
      network = new OriginalNetwork(OriginalPresets.longLag(distractors), new SeededRandom(1));
      RandomGenerator random = new SeededRandom(2);
      int sequences = LONG_LAG_STEPS / distractors;
      lessons =
          IntStream.range(0, 100)
              .mapToObj(_ -> Stream.generate(() -> sequence(random)).limit(sequences).toList())
              .toList();
    }

    List<Sequence> next() {
      next = (next + 1) % lessons.size();
      return lessons.get(next);
    }

    private Sequence sequence(RandomGenerator random) {
      int[] symbols = random.ints(distractors, 0, distractors).toArray();
      int second = random.nextInt(2);
      symbols[0] = distractors + 1;
      symbols[1] = distractors + 2 + second;
      symbols[distractors - 1] = distractors;
      double[] target = {1 - second, second};
      return Sequence.endingIn(new Inputs.Symbols(symbols, distractors + 4), target);
    }
  }

  /** The adding network, one change of weights for each sequence, a target at its end. */
  @Benchmark
  @OperationsPerInvocation(LENGTH)
  public Lesson carrouselUpdatePerSequence(Adding adding, Carrousel carrousel) {
    return carrousel.bySequence.learn(adding.targetAtTheEnd);
  }

  /** The adding network, a target and a change of weights at each step. */
  @Benchmark
  @OperationsPerInvocation(LENGTH)
  public Lesson carrouselUpdatePerStep(Adding adding, Carrousel carrousel) {
    return carrousel.byStep.learn(adding.targetAtEachStep);
  }

  /** libtorch: one forward pass, one backward pass and one change of weights per sequence. */
  @Benchmark
  @OperationsPerInvocation(LENGTH)
  public void libtorchUpdatePerSequence(Torch torch) {
    torch.network.learnSequence();
  }

  /** libtorch: the same per step. */
  @Benchmark
  @OperationsPerInvocation(LENGTH)
  public void libtorchUpdatePerStep(Torch torch) {
    torch.network.learnSteps();
  }

  /** Eight trials of the adding network as lanes, a change of weights per sequence; per trial. */
  @Benchmark
  @OperationsPerInvocation(LENGTH * TRIALS)
  public List<Lesson> trialsUpdatePerSequence(Trials trials) {
    return trials.bySequence.learn(trials.targetAtTheEnd);
  }

  /** The same with a target and a change of weights at each step. */
  @Benchmark
  @OperationsPerInvocation(LENGTH * TRIALS)
  public List<Lesson> trialsUpdatePerStep(Trials trials) {
    return trials.byStep.learn(trials.targetAtEachStep);
  }

  /** Task 2c; its cost per step should not depend on the number of distractors. */
  @Benchmark
  @OperationsPerInvocation(LONG_LAG_STEPS)
  public Lesson longLag(LongLag task) {
    return task.network.learn(task.next());
  }
}
