package dev.carrousel.lstm.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of products that stay in registers: for each destination {@code a} and each vector {@code
 * v}, {@code out[a][v] += sum over s of x[a][s] * w[s][v]}, s ascending by fused multiply-add, each
 * lane on its own. A tile is named by its destinations and its vectors. Stateless, allocates
 * nothing.
 *
 * <p>Each kind of index has a step: {@code x[at + a * xa + s * xs]}, {@code w[wAt + s * ws + v *
 * wv]}, {@code out[outAt + a * oa + v * ov]}. The loops are written out since vectors in arrays, or
 * passed through calls that are not inlined, leave the registers.
 */
final class VectorTiles {

  /** Chosen once, a constant to the compiler. */
  static final VectorSpecies<Float> SPECIES = species();

  /** Lanes of a vector. */
  static final int LENGTH = SPECIES.length();

  private static final int TALL = 8;

  private VectorTiles() {}

  private static VectorSpecies<Float> species() {
    int most = Math.min(512, FloatVector.SPECIES_PREFERRED.vectorBitSize());
    int bits = Integer.getInteger("carrousel.kernels.bits", most);
    return switch (bits) {
      case 64 -> FloatVector.SPECIES_64;
      case 128 -> FloatVector.SPECIES_128;
      case 256 -> FloatVector.SPECIES_256;
      case 512 -> FloatVector.SPECIES_512;
      default ->
          throw new IllegalArgumentException(
              "carrousel.kernels.bits must be 64, 128, 256 or 512, was " + bits);
    };
  }

  /** Adds to any number of destinations, in one vector or four. */
  static void add(
      int destinations,
      int vectors,
      float[] x,
      int at,
      int xa,
      int xs,
      int sources,
      float[] w,
      int wAt,
      int wv,
      int ws,
      float[] out,
      int outAt,
      int ov,
      int oa) {
    int a = 0;
    while (a < destinations) {
      int left = destinations - a;
      int from = at + a * xa;
      int to = outAt + a * oa;
      if (left >= TALL) {
        for (int v = 0; v < vectors; v++) {
          eightByOne(x, from, xa, xs, sources, w, wAt + v * wv, ws, out, to + v * ov, oa);
        }
        a += TALL;
      } else {
        if (vectors == 4) {
          oneByFour(x, from, xs, sources, w, wAt, wv, ws, out, to, ov);
        } else {
          oneByOne(x, from, xs, sources, w, wAt, ws, out, to);
        }
        a++;
      }
    }
  }

  static void oneByFour(
      float[] x,
      int at,
      int xs,
      int sources,
      float[] w,
      int wAt,
      int wv,
      int ws,
      float[] out,
      int outAt,
      int ov) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, out, outAt);
    FloatVector s01 = FloatVector.fromArray(SPECIES, out, outAt + ov);
    FloatVector s02 = FloatVector.fromArray(SPECIES, out, outAt + 2 * ov);
    FloatVector s03 = FloatVector.fromArray(SPECIES, out, outAt + 3 * ov);
    for (int s = 0; s < sources; s++) {
      int from = at + s * xs;
      int weight = wAt + s * ws;
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, weight);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, weight + wv);
      FloatVector w2 = FloatVector.fromArray(SPECIES, w, weight + 2 * wv);
      FloatVector w3 = FloatVector.fromArray(SPECIES, w, weight + 3 * wv);
      FloatVector x0 = FloatVector.broadcast(SPECIES, x[from]);
      s00 = x0.fma(w0, s00);
      s01 = x0.fma(w1, s01);
      s02 = x0.fma(w2, s02);
      s03 = x0.fma(w3, s03);
    }
    s00.intoArray(out, outAt);
    s01.intoArray(out, outAt + ov);
    s02.intoArray(out, outAt + 2 * ov);
    s03.intoArray(out, outAt + 3 * ov);
  }

  static void eightByOne(
      float[] x,
      int at,
      int xa,
      int xs,
      int sources,
      float[] w,
      int wAt,
      int ws,
      float[] out,
      int outAt,
      int oa) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, out, outAt);
    FloatVector s10 = FloatVector.fromArray(SPECIES, out, outAt + oa);
    FloatVector s20 = FloatVector.fromArray(SPECIES, out, outAt + 2 * oa);
    FloatVector s30 = FloatVector.fromArray(SPECIES, out, outAt + 3 * oa);
    FloatVector s40 = FloatVector.fromArray(SPECIES, out, outAt + 4 * oa);
    FloatVector s50 = FloatVector.fromArray(SPECIES, out, outAt + 5 * oa);
    FloatVector s60 = FloatVector.fromArray(SPECIES, out, outAt + 6 * oa);
    FloatVector s70 = FloatVector.fromArray(SPECIES, out, outAt + 7 * oa);
    for (int s = 0; s < sources; s++) {
      int from = at + s * xs;
      int weight = wAt + s * ws;
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, weight);
      FloatVector x0 = FloatVector.broadcast(SPECIES, x[from]);
      s00 = x0.fma(w0, s00);
      FloatVector x1 = FloatVector.broadcast(SPECIES, x[from + xa]);
      s10 = x1.fma(w0, s10);
      FloatVector x2 = FloatVector.broadcast(SPECIES, x[from + 2 * xa]);
      s20 = x2.fma(w0, s20);
      FloatVector x3 = FloatVector.broadcast(SPECIES, x[from + 3 * xa]);
      s30 = x3.fma(w0, s30);
      FloatVector x4 = FloatVector.broadcast(SPECIES, x[from + 4 * xa]);
      s40 = x4.fma(w0, s40);
      FloatVector x5 = FloatVector.broadcast(SPECIES, x[from + 5 * xa]);
      s50 = x5.fma(w0, s50);
      FloatVector x6 = FloatVector.broadcast(SPECIES, x[from + 6 * xa]);
      s60 = x6.fma(w0, s60);
      FloatVector x7 = FloatVector.broadcast(SPECIES, x[from + 7 * xa]);
      s70 = x7.fma(w0, s70);
    }
    s00.intoArray(out, outAt);
    s10.intoArray(out, outAt + oa);
    s20.intoArray(out, outAt + 2 * oa);
    s30.intoArray(out, outAt + 3 * oa);
    s40.intoArray(out, outAt + 4 * oa);
    s50.intoArray(out, outAt + 5 * oa);
    s60.intoArray(out, outAt + 6 * oa);
    s70.intoArray(out, outAt + 7 * oa);
  }

  static void oneByOne(
      float[] x, int at, int xs, int sources, float[] w, int wAt, int ws, float[] out, int outAt) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, out, outAt);
    for (int s = 0; s < sources; s++) {
      int from = at + s * xs;
      int weight = wAt + s * ws;
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, weight);
      FloatVector x0 = FloatVector.broadcast(SPECIES, x[from]);
      s00 = x0.fma(w0, s00);
    }
    s00.intoArray(out, outAt);
  }
}
