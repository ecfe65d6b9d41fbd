package dev.carrousel.lstm.layered;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import java.util.List;

/**
 * Which numbers between two layers are left out. That depends on the seed, the weight change and
 * the number's place alone, not on when or by whom it is asked, so the way back asks again.
 */
final class Dropout {

  private static final String NAME = "network.dropout";
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final int RESOLUTION = 24;

  private final double rate;
  private final long threshold;
  private final float scale;
  private long seed;
  private long lessons;

  Dropout(double rate, long seed) {
    this.rate = rate;
    this.threshold = Math.round(rate * (1 << RESOLUTION));
    this.scale = (float) (1 / (1 - rate));
    this.seed = seed;
  }

  boolean isActive() {
    return rate > 0;
  }

  /** Begins the next weight change. */
  void next() {
    lessons++;
  }

  /** Leaves some of the numbers from one layer to the next out and scales the others. */
  void apply(float[] values, int start, int count, int layer, int sequence, int step) {
    long position = mix(mix(mix(mix(seed + lessons) + layer) + sequence) + step);
    for (int at = start; at < start + count; at++) {
      position += GOLDEN_GAMMA;
      boolean kept = mix(position) >>> (Long.SIZE - RESOLUTION) >= threshold;
      values[at] = kept ? values[at] * scale : 0f;
    }
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  List<Tensor> state() {
    return List.of(new Tensor.Longs(NAME, List.of(2), new long[] {seed, lessons}));
  }

  void restore(Tensors snapshot) {
    long[] state = snapshot.longs(NAME, List.of(2));
    seed = state[0];
    lessons = state[1];
  }
}
