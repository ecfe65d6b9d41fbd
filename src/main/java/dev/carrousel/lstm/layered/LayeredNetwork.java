package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.insight.ErrorReach;
import dev.carrousel.lstm.insight.Trace;
import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.learner.Lesson;
import dev.carrousel.lstm.learner.Recurrence;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.optimizer.Pace;
import dev.carrousel.lstm.optimizer.Updater;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A stack of LSTM layers and a dense read-out, learning by backpropagation through time, one weight
 * change per mini-batch, or several where long sequences are cut.
 */
public final class LayeredNetwork implements Learner {

  private static final int RESPONSE_BATCH = 64;

  private final LayeredSettings settings;
  private final Kernels kernels;
  private final Team team;
  private final Parameters parameters;
  private final float[] gradient;
  private final Updater updater;
  private final Pace pace;
  private final Dropout dropout;
  private BatchPass pass;

  /**
   * A network that computes on the caller's thread alone.
   *
   * @param settings shape and learning
   * @param kernels the dense loops to use
   * @param random draws the initial weights and the seed of the dropout
   */
  public LayeredNetwork(LayeredSettings settings, Kernels kernels, RandomGenerator random) {
    this(settings, kernels, Team.alone(), random);
  }

  /**
   * A network with freshly drawn weights.
   *
   * @param settings shape and learning
   * @param kernels the dense loops to use
   * @param team shares the computing; the results do not depend on its size
   * @param random draws the initial weights and the seed of the dropout
   */
  public LayeredNetwork(
      LayeredSettings settings, Kernels kernels, Team team, RandomGenerator random) {
    this.settings = settings;
    this.kernels = kernels;
    this.team = team;
    this.parameters = new Parameters(settings, kernels, random);
    this.gradient = new float[parameters.values.length];
    this.updater = settings.learning().optimizer().start(parameters.values.length);
    this.pace = settings.learning().schedule().start();
    this.dropout = new Dropout(settings.learning().dropout(), random.nextLong());
    this.pass = pass(0);
  }

  private BatchPass pass(int rowCapacity) {
    return new BatchPass(
        kernels, team, settings.shape(), parameters, gradient, dropout, rowCapacity);
  }

  @Override
  public int inputSize() {
    return settings.shape().inputSize();
  }

  @Override
  public int outputSize() {
    return settings.shape().outputSize();
  }

  /**
   * What must be known to build this network around its weights.
   *
   * @return the shape
   */
  public LayeredShape shape() {
    return settings.shape();
  }

  @Override
  public int parameterCount() {
    return Math.toIntExact(settings.parameterCount());
  }

  @Override
  public long bytes() {
    return parameters.bytes() + 3L * Float.BYTES * gradient.length + pass.bytes();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the read-out answers once per sequence and there is a
   *     target before its end, or there is an embedding and inputs are not symbols
   */
  @Override
  public Lesson learn(List<Sequence> batch) {
    requireFinalTargets(batch);
    List<Inputs> inputs = inputs(batch);
    Judgement judgement = judgement(batch);
    for (Chunk chunk : chunks(inputs)) {
      dropout.next();
      if (differentiate(chunk, batch, judgement)) {
        GradientClipping.clip(gradient, settings.learning().clipNorm());
        updater.step(parameters.values, gradient, pace.advance());
        parameters.changed();
      }
    }
    return judgement.lesson();
  }

  private boolean differentiate(Chunk chunk, List<Sequence> batch, Judgement judgement) {
    Arrays.fill(gradient, 0f);
    return sized(chunk).learn(chunk, chunk.from() > 0, batch, judgement);
  }

  /**
   * Computes the gradient of the mean loss over all steps with a target, without changing a weight
   * or cutting a sequence.
   *
   * @param batch the sequences
   * @return how the network did on them
   */
  Lesson differentiate(List<Sequence> batch) {
    Judgement judgement = judgement(batch);
    differentiate(Chunk.of(inputs(batch), 0, Integer.MAX_VALUE), batch, judgement);
    return judgement.lesson();
  }

  float[] gradient() {
    return gradient;
  }

  Parameters parameters() {
    return parameters;
  }

  /**
   * This network as it is now, to be asked step by step. It shares the weights.
   *
   * @return the network without its learning
   * @throws IllegalStateException if the network is bidirectional
   */
  public Recurrence recurrence() {
    return new LayeredRecurrence(kernels, settings.learning().loss(), settings.shape(), parameters);
  }

  @Override
  public double[] respond(Inputs inputs) {
    return respondAll(List.of(inputs)).getFirst();
  }

  /**
   * Answers a sequence without learning and tells what went on inside. Computed as the equations
   * say, in double precision, so that the numbers differ from those of {@link #respond} by
   * rounding.
   *
   * @param inputs the inputs, of this network's input size
   * @return every net input, activation and state; new arrays
   */
  public Trace trace(Inputs inputs) {
    PlainNetwork plain = new PlainNetwork(shape(), weights());
    double[] linear = plain.forward(inputs);
    return PlainTrace.of(plain, linear, outputSize(), settings.learning().loss());
  }

  /**
   * Follows the error of a sequence's last step back through time, by full backpropagation in
   * double precision.
   *
   * @param inputs the inputs, of this network's input size, at least one step
   * @param target what the last step should have answered, shape [O]; null to follow the gradient
   *     of the sum of its linear outputs instead
   * @return how far the error reaches in each direction of each layer
   */
  public List<ErrorReach> errorReach(Inputs inputs, double @Nullable [] target) {
    PlainNetwork plain = new PlainNetwork(shape(), weights());
    double[] linear = plain.forward(inputs);
    double[] dOutputs = new double[outputSize()];
    Arrays.fill(dOutputs, 1);
    if (target != null) {
      float[] last = new float[outputSize()];
      int from = linear.length - last.length;
      for (int o = 0; o < last.length; o++) {
        last[o] = (float) linear[from + o];
      }
      settings.learning().loss().differentiate(last, 0, target, 1f);
      Arrays.setAll(dOutputs, o -> last[o]);
    }
    return plain.backward(dOutputs);
  }

  @Override
  public List<double[]> respondAll(List<? extends Inputs> batch) {
    List<double[]> responses = new ArrayList<>(batch.size());
    for (List<? extends Inputs> part : parts(batch)) {
      responses.addAll(respondTogether(part));
    }
    return responses;
  }

  private List<double[]> respondTogether(List<? extends Inputs> batch) {
    List<double[]> responses =
        batch.stream().map(inputs -> new double[inputs.length() * outputSize()]).toList();
    for (Chunk chunk : chunks(batch)) {
      sized(chunk).respond(chunk, chunk.from() > 0, settings.learning().loss(), responses);
    }
    if (settings.shape().readOut() == ReadOut.SEQUENCE) {
      responses.forEach(this::repeatLast);
    }
    return responses;
  }

  private void repeatLast(double[] response) {
    int last = response.length - outputSize();
    for (int at = 0; at < last; at++) {
      response[at] = response[last + at % outputSize()];
    }
  }

  @Override
  public double loss(List<Sequence> sequences) {
    double sum = 0;
    long rows = 0;
    for (List<Sequence> part : parts(sequences)) {
      Judgement judgement = judgement(part);
      for (Chunk chunk : chunks(inputs(part))) {
        sized(chunk).judge(chunk, chunk.from() > 0, part, judgement);
      }
      sum += judgement.lossSum();
      rows += judgement.rows();
    }
    return sum / Math.max(1, rows);
  }

  @Override
  public void validated(double loss) {
    pace.validated(loss);
  }

  @Override
  public Tensors weights() {
    return parameters.export();
  }

  @Override
  public void load(Tensors weights) {
    parameters.load(weights);
  }

  @Override
  public Tensors snapshot() {
    return weights().and(updater.moments()).and(pace.state()).and(dropout.state());
  }

  @Override
  public void restore(Tensors snapshot) {
    load(snapshot);
    updater.restore(snapshot);
    pace.restore(snapshot);
    dropout.restore(snapshot);
  }

  private Judgement judgement(List<Sequence> batch) {
    return new Judgement(settings.learning().loss(), outputSize(), batch.size());
  }

  private static List<Inputs> inputs(List<Sequence> batch) {
    return batch.stream().map(Sequence::inputs).toList();
  }

  /** A batch cut in the direction of time, unless it is not to be cut. */
  private List<Chunk> chunks(List<? extends Inputs> inputs) {
    int longest = inputs.stream().mapToInt(Inputs::length).max().orElse(0);
    int truncation = settings.learning().truncation();
    int steps = truncation == 0 ? longest : truncation;
    return IntStream.iterate(0, from -> from < longest, from -> from + steps)
        .mapToObj(from -> Chunk.of(inputs, from, steps))
        .toList();
  }

  private static <T> List<List<T>> parts(List<T> whole) {
    return IntStream.iterate(0, from -> from < whole.size(), from -> from + RESPONSE_BATCH)
        .mapToObj(
            from -> List.copyOf(whole.subList(from, Math.min(from + RESPONSE_BATCH, whole.size()))))
        .toList();
  }

  private BatchPass sized(Chunk chunk) {
    if (!pass.holds(chunk)) {
      pass = pass(chunk.rows());
    }
    return pass;
  }

  private void requireFinalTargets(List<Sequence> batch) {
    if (settings.shape().readOut() == ReadOut.SEQUENCE) {
      for (Sequence sequence : batch) {
        for (int step = 0; step < sequence.length() - 1; step++) {
          if (sequence.targets()[step] != null) {
            throw new IllegalArgumentException(
                "a read-out once per sequence needs targets at last steps only, had one at step %d of %d"
                    .formatted(step, sequence.length()));
          }
        }
      }
    }
  }
}
