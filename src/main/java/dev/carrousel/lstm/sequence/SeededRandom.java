package dev.carrousel.lstm.sequence;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * Random numbers that a seed determines wholly, on every machine, and whose position can be written
 * down: xoshiro256++ (Blackman and Vigna 2019), its state filled by SplitMix64 (Steele, Lea and
 * Flood 2014). Not for several threads at a time.
 */
public final class SeededRandom implements RandomGenerator {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final long seed;
  private long s0;
  private long s1;
  private long s2;
  private long s3;

  /**
   * Starts the stream of a seed.
   *
   * @param seed any number
   */
  public SeededRandom(long seed) {
    this.seed = seed;
    long position = seed;
    s0 = mix(position += GOLDEN_GAMMA);
    s1 = mix(position += GOLDEN_GAMMA);
    s2 = mix(position += GOLDEN_GAMMA);
    s3 = mix(position + GOLDEN_GAMMA);
  }

  /**
   * Another stream, independent of this one, for a purpose of its own such as {@code "weights"},
   * {@code "training"} or {@code "test"}. It depends on this stream's seed and on the purpose only,
   * never on how far this stream has been read.
   *
   * @param purpose what the numbers are for; equal purposes answer equal streams
   * @return a new stream at its beginning
   */
  public SeededRandom split(String purpose) {
    long hash = 0xCBF29CE484222325L;
    for (byte octet : purpose.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (octet & 0xFF)) * 0x100000001B3L;
    }
    return split(hash);
  }

  /**
   * As {@link #split(String)}, for numbered purposes such as the trials of an experiment.
   *
   * @param purpose number of the purpose
   * @return a new stream at its beginning
   */
  public SeededRandom split(long purpose) {
    return new SeededRandom(mix(mix(seed) + mix(purpose + GOLDEN_GAMMA)));
  }

  @Override
  public long nextLong() {
    long result = Long.rotateLeft(s0 + s3, 23) + s0;
    long shifted = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = Long.rotateLeft(s3, 45);
    return result;
  }

  /**
   * The position in the stream.
   *
   * @return four numbers; what {@link #restore} takes; a new array
   */
  public long[] state() {
    return new long[] {s0, s1, s2, s3};
  }

  /**
   * Goes to a position in a stream. The seed from which {@link #split} derives is not touched.
   *
   * @param state four numbers from {@link #state}
   * @throws IllegalArgumentException if there are not four or all are zero
   */
  public void restore(long[] state) {
    if (state.length != 4 || (state[0] | state[1] | state[2] | state[3]) == 0) {
      throw new IllegalArgumentException("state must be four numbers, not all of them zero");
    }
    s0 = state[0];
    s1 = state[1];
    s2 = state[2];
    s3 = state[3];
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
