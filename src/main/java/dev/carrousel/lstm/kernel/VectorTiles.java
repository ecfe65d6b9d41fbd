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

  /** Whether a tile of six by four sums fits into the registers. */
  static final boolean WIDE = LENGTH == Kernels.LANES;

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
      int tile = tile(left, vectors);
      switch (tile) {
        case 6 -> sixByFour(x, from, xa, xs, sources, w, wAt, wv, ws, out, to, ov, oa);
        case 4 -> fourByFour(x, from, xa, xs, sources, w, wAt, wv, ws, out, to, ov, oa);
        case 8 -> {
          for (int v = 0; v < vectors; v++) {
            eightByOne(x, from, xa, xs, sources, w, wAt + v * wv, ws, out, to + v * ov, oa);
          }
        }
        default -> {
          if (vectors == 4) {
            oneByFour(x, from, xs, sources, w, wAt, wv, ws, out, to, ov);
          } else {
            oneByOne(x, from, xs, sources, w, wAt, ws, out, to);
          }
        }
      }
      a += tile;
    }
  }

  /** How many of the destinations that are left the next tile takes, so that few stay single. */
  private static int tile(int left, int vectors) {
    if (!WIDE || vectors == 1) {
      return left >= 8 ? 8 : 1;
    }
    boolean six = left >= 10 || left == 6 || left == 7;
    return six ? 6 : left >= 4 ? 4 : 1;
  }

  static void sixByFour(
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
    FloatVector s00 = FloatVector.fromArray(SPECIES, out, outAt);
    FloatVector s01 = FloatVector.fromArray(SPECIES, out, outAt + ov);
    FloatVector s02 = FloatVector.fromArray(SPECIES, out, outAt + 2 * ov);
    FloatVector s03 = FloatVector.fromArray(SPECIES, out, outAt + 3 * ov);
    FloatVector s10 = FloatVector.fromArray(SPECIES, out, outAt + oa);
    FloatVector s11 = FloatVector.fromArray(SPECIES, out, outAt + oa + ov);
    FloatVector s12 = FloatVector.fromArray(SPECIES, out, outAt + oa + 2 * ov);
    FloatVector s13 = FloatVector.fromArray(SPECIES, out, outAt + oa + 3 * ov);
    FloatVector s20 = FloatVector.fromArray(SPECIES, out, outAt + 2 * oa);
    FloatVector s21 = FloatVector.fromArray(SPECIES, out, outAt + 2 * oa + ov);
    FloatVector s22 = FloatVector.fromArray(SPECIES, out, outAt + 2 * oa + 2 * ov);
    FloatVector s23 = FloatVector.fromArray(SPECIES, out, outAt + 2 * oa + 3 * ov);
    FloatVector s30 = FloatVector.fromArray(SPECIES, out, outAt + 3 * oa);
    FloatVector s31 = FloatVector.fromArray(SPECIES, out, outAt + 3 * oa + ov);
    FloatVector s32 = FloatVector.fromArray(SPECIES, out, outAt + 3 * oa + 2 * ov);
    FloatVector s33 = FloatVector.fromArray(SPECIES, out, outAt + 3 * oa + 3 * ov);
    FloatVector s40 = FloatVector.fromArray(SPECIES, out, outAt + 4 * oa);
    FloatVector s41 = FloatVector.fromArray(SPECIES, out, outAt + 4 * oa + ov);
    FloatVector s42 = FloatVector.fromArray(SPECIES, out, outAt + 4 * oa + 2 * ov);
    FloatVector s43 = FloatVector.fromArray(SPECIES, out, outAt + 4 * oa + 3 * ov);
    FloatVector s50 = FloatVector.fromArray(SPECIES, out, outAt + 5 * oa);
    FloatVector s51 = FloatVector.fromArray(SPECIES, out, outAt + 5 * oa + ov);
    FloatVector s52 = FloatVector.fromArray(SPECIES, out, outAt + 5 * oa + 2 * ov);
    FloatVector s53 = FloatVector.fromArray(SPECIES, out, outAt + 5 * oa + 3 * ov);
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
      FloatVector x1 = FloatVector.broadcast(SPECIES, x[from + xa]);
      s10 = x1.fma(w0, s10);
      s11 = x1.fma(w1, s11);
      s12 = x1.fma(w2, s12);
      s13 = x1.fma(w3, s13);
      FloatVector x2 = FloatVector.broadcast(SPECIES, x[from + 2 * xa]);
      s20 = x2.fma(w0, s20);
      s21 = x2.fma(w1, s21);
      s22 = x2.fma(w2, s22);
      s23 = x2.fma(w3, s23);
      FloatVector x3 = FloatVector.broadcast(SPECIES, x[from + 3 * xa]);
      s30 = x3.fma(w0, s30);
      s31 = x3.fma(w1, s31);
      s32 = x3.fma(w2, s32);
      s33 = x3.fma(w3, s33);
      FloatVector x4 = FloatVector.broadcast(SPECIES, x[from + 4 * xa]);
      s40 = x4.fma(w0, s40);
      s41 = x4.fma(w1, s41);
      s42 = x4.fma(w2, s42);
      s43 = x4.fma(w3, s43);
      FloatVector x5 = FloatVector.broadcast(SPECIES, x[from + 5 * xa]);
      s50 = x5.fma(w0, s50);
      s51 = x5.fma(w1, s51);
      s52 = x5.fma(w2, s52);
      s53 = x5.fma(w3, s53);
    }
    s00.intoArray(out, outAt);
    s01.intoArray(out, outAt + ov);
    s02.intoArray(out, outAt + 2 * ov);
    s03.intoArray(out, outAt + 3 * ov);
    s10.intoArray(out, outAt + oa);
    s11.intoArray(out, outAt + oa + ov);
    s12.intoArray(out, outAt + oa + 2 * ov);
    s13.intoArray(out, outAt + oa + 3 * ov);
    s20.intoArray(out, outAt + 2 * oa);
    s21.intoArray(out, outAt + 2 * oa + ov);
    s22.intoArray(out, outAt + 2 * oa + 2 * ov);
    s23.intoArray(out, outAt + 2 * oa + 3 * ov);
    s30.intoArray(out, outAt + 3 * oa);
    s31.intoArray(out, outAt + 3 * oa + ov);
    s32.intoArray(out, outAt + 3 * oa + 2 * ov);
    s33.intoArray(out, outAt + 3 * oa + 3 * ov);
    s40.intoArray(out, outAt + 4 * oa);
    s41.intoArray(out, outAt + 4 * oa + ov);
    s42.intoArray(out, outAt + 4 * oa + 2 * ov);
    s43.intoArray(out, outAt + 4 * oa + 3 * ov);
    s50.intoArray(out, outAt + 5 * oa);
    s51.intoArray(out, outAt + 5 * oa + ov);
    s52.intoArray(out, outAt + 5 * oa + 2 * ov);
    s53.intoArray(out, outAt + 5 * oa + 3 * ov);
  }

  static void fourByFour(
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
    FloatVector s00 = FloatVector.fromArray(SPECIES, out, outAt);
    FloatVector s01 = FloatVector.fromArray(SPECIES, out, outAt + ov);
    FloatVector s02 = FloatVector.fromArray(SPECIES, out, outAt + 2 * ov);
    FloatVector s03 = FloatVector.fromArray(SPECIES, out, outAt + 3 * ov);
    FloatVector s10 = FloatVector.fromArray(SPECIES, out, outAt + oa);
    FloatVector s11 = FloatVector.fromArray(SPECIES, out, outAt + oa + ov);
    FloatVector s12 = FloatVector.fromArray(SPECIES, out, outAt + oa + 2 * ov);
    FloatVector s13 = FloatVector.fromArray(SPECIES, out, outAt + oa + 3 * ov);
    FloatVector s20 = FloatVector.fromArray(SPECIES, out, outAt + 2 * oa);
    FloatVector s21 = FloatVector.fromArray(SPECIES, out, outAt + 2 * oa + ov);
    FloatVector s22 = FloatVector.fromArray(SPECIES, out, outAt + 2 * oa + 2 * ov);
    FloatVector s23 = FloatVector.fromArray(SPECIES, out, outAt + 2 * oa + 3 * ov);
    FloatVector s30 = FloatVector.fromArray(SPECIES, out, outAt + 3 * oa);
    FloatVector s31 = FloatVector.fromArray(SPECIES, out, outAt + 3 * oa + ov);
    FloatVector s32 = FloatVector.fromArray(SPECIES, out, outAt + 3 * oa + 2 * ov);
    FloatVector s33 = FloatVector.fromArray(SPECIES, out, outAt + 3 * oa + 3 * ov);
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
      FloatVector x1 = FloatVector.broadcast(SPECIES, x[from + xa]);
      s10 = x1.fma(w0, s10);
      s11 = x1.fma(w1, s11);
      s12 = x1.fma(w2, s12);
      s13 = x1.fma(w3, s13);
      FloatVector x2 = FloatVector.broadcast(SPECIES, x[from + 2 * xa]);
      s20 = x2.fma(w0, s20);
      s21 = x2.fma(w1, s21);
      s22 = x2.fma(w2, s22);
      s23 = x2.fma(w3, s23);
      FloatVector x3 = FloatVector.broadcast(SPECIES, x[from + 3 * xa]);
      s30 = x3.fma(w0, s30);
      s31 = x3.fma(w1, s31);
      s32 = x3.fma(w2, s32);
      s33 = x3.fma(w3, s33);
    }
    s00.intoArray(out, outAt);
    s01.intoArray(out, outAt + ov);
    s02.intoArray(out, outAt + 2 * ov);
    s03.intoArray(out, outAt + 3 * ov);
    s10.intoArray(out, outAt + oa);
    s11.intoArray(out, outAt + oa + ov);
    s12.intoArray(out, outAt + oa + 2 * ov);
    s13.intoArray(out, outAt + oa + 3 * ov);
    s20.intoArray(out, outAt + 2 * oa);
    s21.intoArray(out, outAt + 2 * oa + ov);
    s22.intoArray(out, outAt + 2 * oa + 2 * ov);
    s23.intoArray(out, outAt + 2 * oa + 3 * ov);
    s30.intoArray(out, outAt + 3 * oa);
    s31.intoArray(out, outAt + 3 * oa + ov);
    s32.intoArray(out, outAt + 3 * oa + 2 * ov);
    s33.intoArray(out, outAt + 3 * oa + 3 * ov);
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
