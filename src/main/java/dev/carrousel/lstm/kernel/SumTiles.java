package dev.carrousel.lstm.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over rows of some sources times a panel as wide as four vectors of 16 lanes, written out for
 * the reasons of {@link ProductTiles}. Sources stand side by side in sixteens, the panel's rows at
 * the beginning of the same array.
 */
final class SumTiles {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_512;
  private static final int LENGTH = WideTiles.LENGTH;
  private static final int WIDTH = WideTiles.WIDTH;

  private SumTiles() {}

  /** Copies up to 16 numbers of each row side by side; a call for each would take longer. */
  static void pack(float[] x, int at, int stride, int rows, int count, float[] to, int toAt) {
    VectorMask<Float> used = SPECIES.indexInRange(0, count);
    for (int row = 0; row < rows; row++) {
      FloatVector.fromArray(SPECIES, x, at + row * stride, used).intoArray(to, toAt + row * LENGTH);
    }
  }

  /** Copies a panel's numbers of each row to the beginning of an array. */
  static void copy(float[] dy, int at, int stride, int rows, float[] to) {
    for (int row = 0; row < rows; row++) {
      int from = at + row * stride;
      int start = row * WIDTH;
      FloatVector.fromArray(SPECIES, dy, from).intoArray(to, start);
      FloatVector.fromArray(SPECIES, dy, from + LENGTH).intoArray(to, start + LENGTH);
      FloatVector.fromArray(SPECIES, dy, from + 2 * LENGTH).intoArray(to, start + 2 * LENGTH);
      FloatVector.fromArray(SPECIES, dy, from + 3 * LENGTH).intoArray(to, start + 3 * LENGTH);
    }
  }

  /** Six sources. */
  static void sixSums(float[] x, int at, int rows, float[] dw, int dwAt) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, dw, dwAt);
    FloatVector s01 = FloatVector.fromArray(SPECIES, dw, dwAt + 16);
    FloatVector s02 = FloatVector.fromArray(SPECIES, dw, dwAt + 32);
    FloatVector s03 = FloatVector.fromArray(SPECIES, dw, dwAt + 48);
    FloatVector s10 = FloatVector.fromArray(SPECIES, dw, dwAt + 64);
    FloatVector s11 = FloatVector.fromArray(SPECIES, dw, dwAt + 80);
    FloatVector s12 = FloatVector.fromArray(SPECIES, dw, dwAt + 96);
    FloatVector s13 = FloatVector.fromArray(SPECIES, dw, dwAt + 112);
    FloatVector s20 = FloatVector.fromArray(SPECIES, dw, dwAt + 128);
    FloatVector s21 = FloatVector.fromArray(SPECIES, dw, dwAt + 144);
    FloatVector s22 = FloatVector.fromArray(SPECIES, dw, dwAt + 160);
    FloatVector s23 = FloatVector.fromArray(SPECIES, dw, dwAt + 176);
    FloatVector s30 = FloatVector.fromArray(SPECIES, dw, dwAt + 192);
    FloatVector s31 = FloatVector.fromArray(SPECIES, dw, dwAt + 208);
    FloatVector s32 = FloatVector.fromArray(SPECIES, dw, dwAt + 224);
    FloatVector s33 = FloatVector.fromArray(SPECIES, dw, dwAt + 240);
    FloatVector s40 = FloatVector.fromArray(SPECIES, dw, dwAt + 256);
    FloatVector s41 = FloatVector.fromArray(SPECIES, dw, dwAt + 272);
    FloatVector s42 = FloatVector.fromArray(SPECIES, dw, dwAt + 288);
    FloatVector s43 = FloatVector.fromArray(SPECIES, dw, dwAt + 304);
    FloatVector s50 = FloatVector.fromArray(SPECIES, dw, dwAt + 320);
    FloatVector s51 = FloatVector.fromArray(SPECIES, dw, dwAt + 336);
    FloatVector s52 = FloatVector.fromArray(SPECIES, dw, dwAt + 352);
    FloatVector s53 = FloatVector.fromArray(SPECIES, dw, dwAt + 368);
    for (int row = 0; row < rows; row++) {
      int source = at + row * LENGTH;
      int from = row * WIDTH;
      FloatVector w0 = FloatVector.fromArray(SPECIES, x, from);
      FloatVector w1 = FloatVector.fromArray(SPECIES, x, from + LENGTH);
      FloatVector w2 = FloatVector.fromArray(SPECIES, x, from + 2 * LENGTH);
      FloatVector w3 = FloatVector.fromArray(SPECIES, x, from + 3 * LENGTH);
      FloatVector x0 = FloatVector.broadcast(SPECIES, x[source]);
      s00 = x0.fma(w0, s00);
      s01 = x0.fma(w1, s01);
      s02 = x0.fma(w2, s02);
      s03 = x0.fma(w3, s03);
      FloatVector x1 = FloatVector.broadcast(SPECIES, x[source + 1]);
      s10 = x1.fma(w0, s10);
      s11 = x1.fma(w1, s11);
      s12 = x1.fma(w2, s12);
      s13 = x1.fma(w3, s13);
      FloatVector x2 = FloatVector.broadcast(SPECIES, x[source + 2]);
      s20 = x2.fma(w0, s20);
      s21 = x2.fma(w1, s21);
      s22 = x2.fma(w2, s22);
      s23 = x2.fma(w3, s23);
      FloatVector x3 = FloatVector.broadcast(SPECIES, x[source + 3]);
      s30 = x3.fma(w0, s30);
      s31 = x3.fma(w1, s31);
      s32 = x3.fma(w2, s32);
      s33 = x3.fma(w3, s33);
      FloatVector x4 = FloatVector.broadcast(SPECIES, x[source + 4]);
      s40 = x4.fma(w0, s40);
      s41 = x4.fma(w1, s41);
      s42 = x4.fma(w2, s42);
      s43 = x4.fma(w3, s43);
      FloatVector x5 = FloatVector.broadcast(SPECIES, x[source + 5]);
      s50 = x5.fma(w0, s50);
      s51 = x5.fma(w1, s51);
      s52 = x5.fma(w2, s52);
      s53 = x5.fma(w3, s53);
    }
    s00.intoArray(dw, dwAt);
    s01.intoArray(dw, dwAt + 16);
    s02.intoArray(dw, dwAt + 32);
    s03.intoArray(dw, dwAt + 48);
    s10.intoArray(dw, dwAt + 64);
    s11.intoArray(dw, dwAt + 80);
    s12.intoArray(dw, dwAt + 96);
    s13.intoArray(dw, dwAt + 112);
    s20.intoArray(dw, dwAt + 128);
    s21.intoArray(dw, dwAt + 144);
    s22.intoArray(dw, dwAt + 160);
    s23.intoArray(dw, dwAt + 176);
    s30.intoArray(dw, dwAt + 192);
    s31.intoArray(dw, dwAt + 208);
    s32.intoArray(dw, dwAt + 224);
    s33.intoArray(dw, dwAt + 240);
    s40.intoArray(dw, dwAt + 256);
    s41.intoArray(dw, dwAt + 272);
    s42.intoArray(dw, dwAt + 288);
    s43.intoArray(dw, dwAt + 304);
    s50.intoArray(dw, dwAt + 320);
    s51.intoArray(dw, dwAt + 336);
    s52.intoArray(dw, dwAt + 352);
    s53.intoArray(dw, dwAt + 368);
  }

  /** Four sources. */
  static void fourSums(float[] x, int at, int rows, float[] dw, int dwAt) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, dw, dwAt);
    FloatVector s01 = FloatVector.fromArray(SPECIES, dw, dwAt + 16);
    FloatVector s02 = FloatVector.fromArray(SPECIES, dw, dwAt + 32);
    FloatVector s03 = FloatVector.fromArray(SPECIES, dw, dwAt + 48);
    FloatVector s10 = FloatVector.fromArray(SPECIES, dw, dwAt + 64);
    FloatVector s11 = FloatVector.fromArray(SPECIES, dw, dwAt + 80);
    FloatVector s12 = FloatVector.fromArray(SPECIES, dw, dwAt + 96);
    FloatVector s13 = FloatVector.fromArray(SPECIES, dw, dwAt + 112);
    FloatVector s20 = FloatVector.fromArray(SPECIES, dw, dwAt + 128);
    FloatVector s21 = FloatVector.fromArray(SPECIES, dw, dwAt + 144);
    FloatVector s22 = FloatVector.fromArray(SPECIES, dw, dwAt + 160);
    FloatVector s23 = FloatVector.fromArray(SPECIES, dw, dwAt + 176);
    FloatVector s30 = FloatVector.fromArray(SPECIES, dw, dwAt + 192);
    FloatVector s31 = FloatVector.fromArray(SPECIES, dw, dwAt + 208);
    FloatVector s32 = FloatVector.fromArray(SPECIES, dw, dwAt + 224);
    FloatVector s33 = FloatVector.fromArray(SPECIES, dw, dwAt + 240);
    for (int row = 0; row < rows; row++) {
      int source = at + row * LENGTH;
      int from = row * WIDTH;
      FloatVector w0 = FloatVector.fromArray(SPECIES, x, from);
      FloatVector w1 = FloatVector.fromArray(SPECIES, x, from + LENGTH);
      FloatVector w2 = FloatVector.fromArray(SPECIES, x, from + 2 * LENGTH);
      FloatVector w3 = FloatVector.fromArray(SPECIES, x, from + 3 * LENGTH);
      FloatVector x0 = FloatVector.broadcast(SPECIES, x[source]);
      s00 = x0.fma(w0, s00);
      s01 = x0.fma(w1, s01);
      s02 = x0.fma(w2, s02);
      s03 = x0.fma(w3, s03);
      FloatVector x1 = FloatVector.broadcast(SPECIES, x[source + 1]);
      s10 = x1.fma(w0, s10);
      s11 = x1.fma(w1, s11);
      s12 = x1.fma(w2, s12);
      s13 = x1.fma(w3, s13);
      FloatVector x2 = FloatVector.broadcast(SPECIES, x[source + 2]);
      s20 = x2.fma(w0, s20);
      s21 = x2.fma(w1, s21);
      s22 = x2.fma(w2, s22);
      s23 = x2.fma(w3, s23);
      FloatVector x3 = FloatVector.broadcast(SPECIES, x[source + 3]);
      s30 = x3.fma(w0, s30);
      s31 = x3.fma(w1, s31);
      s32 = x3.fma(w2, s32);
      s33 = x3.fma(w3, s33);
    }
    s00.intoArray(dw, dwAt);
    s01.intoArray(dw, dwAt + 16);
    s02.intoArray(dw, dwAt + 32);
    s03.intoArray(dw, dwAt + 48);
    s10.intoArray(dw, dwAt + 64);
    s11.intoArray(dw, dwAt + 80);
    s12.intoArray(dw, dwAt + 96);
    s13.intoArray(dw, dwAt + 112);
    s20.intoArray(dw, dwAt + 128);
    s21.intoArray(dw, dwAt + 144);
    s22.intoArray(dw, dwAt + 160);
    s23.intoArray(dw, dwAt + 176);
    s30.intoArray(dw, dwAt + 192);
    s31.intoArray(dw, dwAt + 208);
    s32.intoArray(dw, dwAt + 224);
    s33.intoArray(dw, dwAt + 240);
  }

  /** One source. */
  static void oneSum(float[] x, int at, int rows, float[] dw, int dwAt) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, dw, dwAt);
    FloatVector s01 = FloatVector.fromArray(SPECIES, dw, dwAt + 16);
    FloatVector s02 = FloatVector.fromArray(SPECIES, dw, dwAt + 32);
    FloatVector s03 = FloatVector.fromArray(SPECIES, dw, dwAt + 48);
    for (int row = 0; row < rows; row++) {
      int source = at + row * LENGTH;
      int from = row * WIDTH;
      FloatVector w0 = FloatVector.fromArray(SPECIES, x, from);
      FloatVector w1 = FloatVector.fromArray(SPECIES, x, from + LENGTH);
      FloatVector w2 = FloatVector.fromArray(SPECIES, x, from + 2 * LENGTH);
      FloatVector w3 = FloatVector.fromArray(SPECIES, x, from + 3 * LENGTH);
      FloatVector x0 = FloatVector.broadcast(SPECIES, x[source]);
      s00 = x0.fma(w0, s00);
      s01 = x0.fma(w1, s01);
      s02 = x0.fma(w2, s02);
      s03 = x0.fma(w3, s03);
    }
    s00.intoArray(dw, dwAt);
    s01.intoArray(dw, dwAt + 16);
    s02.intoArray(dw, dwAt + 32);
    s03.intoArray(dw, dwAt + 48);
  }
}
