package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.learner.Lesson;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.lstm.optimizer.Updater;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A stack of LSTM layers and a dense read-out, learning by full backpropagation through time, one
 * weight change per mini-batch.
 */
public final class LayeredNetwork implements Learner {

  private static final int RESPONSE_BATCH = 64;

  private final LayeredSettings settings;
  private final Kernels kernels;
  private final Parameters parameters;
  private final float[] gradient;
  private final Updater updater;
  private double rate = 1;
  private BatchPass pass;

  /**
   * A network with freshly drawn weights: uniform in plus or minus 1/sqrt(H), biases 0, forget
   * biases as the settings say.
   *
   * @param settings shape and learning
   * @param kernels the dense loops to use
   * @param random draws the initial weights
   */
  public LayeredNetwork(LayeredSettings settings, Kernels kernels, RandomGenerator random) {
    this.settings = settings;
    this.kernels = kernels;
    this.parameters = new Parameters(settings, random);
    this.gradient = new float[parameters.values.length];
    this.updater = settings.optimizer().start(parameters.values.length);
    this.pass = new BatchPass(kernels, parameters, gradient, 0);
  }

  @Override
  public int inputSize() {
    return settings.inputSize();
  }

  @Override
  public int outputSize() {
    return settings.outputSize();
  }

  /**
   * Hidden size of each layer.
   *
   * @return the sizes, from the input upwards
   */
  public List<Integer> layers() {
    return settings.layers();
  }

  @Override
  public int parameterCount() {
    return Math.toIntExact(settings.parameterCount());
  }

  /**
   * Scales the optimizer's learning rate from now on.
   *
   * @param factor 1 for the learning rate of the settings
   */
  public void scaleLearningRate(double factor) {
    rate = factor;
  }

  @Override
  public Lesson learn(List<Sequence> batch) {
    Lesson lesson = differentiate(batch);
    GradientClipping.clip(gradient, settings.clipNorm());
    updater.step(parameters.values, gradient, rate);
    return lesson;
  }

  /**
   * Computes the gradient of the mean loss over all steps with a target, without changing a weight.
   *
   * @param batch the sequences
   * @return how the network did on them
   */
  Lesson differentiate(List<Sequence> batch) {
    Arrays.fill(gradient, 0f);
    List<Inputs> inputs = batch.stream().map(Sequence::inputs).toList();
    BatchPass sized = sized(inputs);
    sized.forward(inputs);
    return sized.backward(batch, settings.loss());
  }

  float[] gradient() {
    return gradient;
  }

  Parameters parameters() {
    return parameters;
  }

  @Override
  public double[] respond(Inputs inputs) {
    return respondAll(List.of(inputs)).getFirst();
  }

  @Override
  public List<double[]> respondAll(List<? extends Inputs> batch) {
    List<double[]> responses = new ArrayList<>(batch.size());
    for (List<? extends Inputs> part : parts(batch)) {
      BatchPass sized = sized(part);
      sized.forward(part);
      responses.addAll(sized.responses(part, settings.loss()));
    }
    return responses;
  }

  @Override
  public double loss(List<Sequence> sequences) {
    Judgement judgement = new Judgement(settings.loss(), settings.outputSize());
    for (List<Sequence> part : parts(sequences)) {
      List<Inputs> inputs = part.stream().map(Sequence::inputs).toList();
      BatchPass sized = sized(inputs);
      sized.forward(inputs);
      sized.judge(part, judgement);
    }
    return judgement.lesson().loss();
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
    return weights().and(updater.moments());
  }

  @Override
  public void restore(Tensors snapshot) {
    load(snapshot);
    updater.restore(snapshot);
  }

  private static <T> List<List<T>> parts(List<T> whole) {
    return IntStream.iterate(0, from -> from < whole.size(), from -> from + RESPONSE_BATCH)
        .mapToObj(
            from -> List.copyOf(whole.subList(from, Math.min(from + RESPONSE_BATCH, whole.size()))))
        .toList();
  }

  private BatchPass sized(List<? extends Inputs> batch) {
    if (!pass.holds(batch)) {
      pass = new BatchPass(kernels, parameters, gradient, BatchPass.rowsOf(batch));
    }
    return pass;
  }
}
