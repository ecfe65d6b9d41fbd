package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.loss.MeanSquaredError;
import dev.carrousel.lstm.optimizer.Adam;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Layered networks beside libtorch and ONNX Runtime, in alternating samples in one process. On one
 * thread a sample is the thread's processor time, so that load beside it disturbs little; on more
 * it is wall-clock time. A ratio is the median of the ratios of the rounds.
 *
 * <p>Arguments: {@code training} or {@code inference}, then any of {@code threads=N}, {@code
 * rounds=N}, {@code warmup=SECONDS} and {@code shapes=H/B/T/I,...}.
 */
public final class LayeredComparison {

  private static final String TRAINING =
      "4/1/100/2,16/1/100/8,32/32/50/8,64/32/50/16,128/64/50/16,256/64/50/32,512/64/50/64,"
          + "256/1/100/32,128/256/100/1,100/13/50/7,112/16/50/16";
  private static final String INFERENCE =
      "4/1/100/2,16/1/100/8,32/1/100/8,64/1/100/16,128/1/100/16,256/1/100/32,512/1/100/64,"
          + "32/32/50/8,128/64/50/16,100/13/50/7";
  private static final long SAMPLE_NANOSECONDS = 30_000_000;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final int threads;
  private final int rounds;
  private final double warmUpSeconds;
  private final LongSupplier clock;

  private LayeredComparison(Map<String, String> options) {
    threads = Integer.parseInt(options.getOrDefault("threads", "1"));
    rounds = Integer.parseInt(options.getOrDefault("rounds", "15"));
    warmUpSeconds = Double.parseDouble(options.getOrDefault("warmup", "5"));
    clock = threads == 1 ? THREADS::getCurrentThreadCpuTime : System::nanoTime;
  }

  /** Prints a table. */
  public static void main(String[] arguments) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String argument : arguments) {
      if (argument.contains("=")) {
        options.put(argument.split("=")[0], argument.split("=")[1]);
      }
    }
    boolean training = !List.of(arguments).contains("inference");
    LayeredComparison comparison = new LayeredComparison(options);
    System.out.printf(
        "| H/B/T/I | carrousel ms (GFLOP/s) | peer | ms | ratio | quartiles |%n| --- | --- | --- | --- | --- | --- |%n");
    for (String shape : options.getOrDefault("shapes", training ? TRAINING : INFERENCE).split(",")) {
      int[] sizes = Arrays.stream(shape.split("/")).mapToInt(Integer::parseInt).toArray();
      Workload workload = new Workload(sizes[0], sizes[1], sizes[2], sizes[3]);
      if (training) {
        comparison.train(workload);
      } else {
        comparison.answer(workload);
      }
    }
    System.exit(0);
  }

  private void train(Workload workload) {
    LayeredNetwork network = network(workload);
    List<Sequence> batch = workload.sequences();
    TorchLayer torch = new TorchLayer(workload, threads);
    compare(
        workload,
        3,
        () -> network.learn(batch),
        Map.of("libtorch", (Runnable) torch::learn));
  }

  private void answer(Workload workload) {
    LayeredNetwork network = network(workload);
    List<Inputs> batch = workload.sequences().stream().map(Sequence::inputs).toList();
    TorchLayer torch = new TorchLayer(workload, threads);
    OnnxLayer onnx = new OnnxLayer(workload, threads);
    Map<String, Runnable> peers = new LinkedHashMap<>();
    peers.put("ONNX Runtime", onnx::respond);
    peers.put("libtorch", torch::respond);
    compare(workload, 1, () -> network.respondAll(batch), peers);
  }

  private LayeredNetwork network(Workload workload) {
    LayeredSettings settings =
        new LayeredSettings(
            workload.inputSize(),
            List.of(workload.hiddenSize()),
            1,
            1,
            new MeanSquaredError(),
            Adam.of(Workload.LEARNING_RATE),
            Double.POSITIVE_INFINITY);
    return new LayeredNetwork(
        settings, Kernels.preferred(), new Team(threads), new SeededRandom(1));
  }

  private void compare(
      Workload workload, int passes, Runnable ours, Map<String, Runnable> peers) {
    warmUp(ours, warmUpSeconds);
    peers.values().forEach(peer -> warmUp(peer, 1));
    int ourCalls = calls(ours);
    Map<String, Integer> peerCalls = new LinkedHashMap<>();
    peers.forEach((name, peer) -> peerCalls.put(name, calls(peer)));
    double[] ourTimes = new double[rounds];
    Map<String, double[]> peerTimes = new LinkedHashMap<>();
    peers.keySet().forEach(name -> peerTimes.put(name, new double[rounds]));
    for (int round = 0; round < rounds; round++) {
      ourTimes[round] = sample(ours, ourCalls);
      for (String name : peers.keySet()) {
        peerTimes.get(name)[round] = sample(peers.get(name), peerCalls.get(name));
      }
    }
    double own = median(ourTimes);
    peerTimes.forEach(
        (name, times) -> print(workload, passes, own, name, times, ratios(times, ourTimes)));
  }

  private static void print(
      Workload workload, int passes, double own, String peer, double[] times, double[] ratios) {
    Arrays.sort(ratios);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.3f (%.1f) | %s | %.3f | %.2f | %.2f-%.2f |%n",
        workload,
        own / 1e6,
        passes * workload.forwardOperations() / own,
        peer,
        median(times) / 1e6,
        ratios[ratios.length / 2],
        ratios[ratios.length / 4],
        ratios[ratios.length * 3 / 4]);
  }

  private static double[] ratios(double[] theirs, double[] ours) {
    double[] ratios = new double[ours.length];
    Arrays.setAll(ratios, round -> theirs[round] / ours[round]);
    return ratios;
  }

  private static void warmUp(Runnable work, double seconds) {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    do {
      work.run();
    } while (System.nanoTime() < end);
  }

  private int calls(Runnable work) {
    return (int) Math.max(1, SAMPLE_NANOSECONDS / sample(work, 1));
  }

  /** Nanoseconds per call. */
  private double sample(Runnable work, int calls) {
    long begin = clock.getAsLong();
    for (int call = 0; call < calls; call++) {
      work.run();
    }
    return (double) (clock.getAsLong() - begin) / calls;
  }

  private static double median(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
