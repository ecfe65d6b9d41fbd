package dev.carrousel.lstm.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of some rows of sources with a panel as wide as four vectors of 16 lanes. The loops are
 * written out since vectors in arrays, or passed through calls that are not inlined, leave the
 * registers.
 *
 * <p>Several rows are read at a distance that is a constant, or each would take an instruction of
 * its own to find. All weights are read where cache lines begin.
 */
final class ProductTiles {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_512;
  private static final int LENGTH = WideTiles.LENGTH;
  private static final int WIDTH = WideTiles.WIDTH;
  private static final int BYTES = LENGTH * Float.BYTES;
  private static final int ROW = WIDTH * Float.BYTES;
  private static final int SPREAD = WideTiles.SPREAD;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private ProductTiles() {}

  /** Six rows. */
  static void sixProducts(
      float[] x,
      int at,
      int sources,
      MemorySegment w,
      long wAt,
      boolean further,
      float[] y,
      int yAt,
      int yStride) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int yAt1 = yAt + yStride;
    int yAt2 = yAt + 2 * yStride;
    int yAt3 = yAt + 3 * yStride;
    int yAt4 = yAt + 4 * yStride;
    int yAt5 = yAt + 5 * yStride;
    FloatVector s00 = further ? FloatVector.fromArray(SPECIES, y, yAt) : zero;
    FloatVector s01 = further ? FloatVector.fromArray(SPECIES, y, yAt + LENGTH) : zero;
    FloatVector s02 = further ? FloatVector.fromArray(SPECIES, y, yAt + 2 * LENGTH) : zero;
    FloatVector s03 = further ? FloatVector.fromArray(SPECIES, y, yAt + 3 * LENGTH) : zero;
    FloatVector s10 = further ? FloatVector.fromArray(SPECIES, y, yAt1) : zero;
    FloatVector s11 = further ? FloatVector.fromArray(SPECIES, y, yAt1 + LENGTH) : zero;
    FloatVector s12 = further ? FloatVector.fromArray(SPECIES, y, yAt1 + 2 * LENGTH) : zero;
    FloatVector s13 = further ? FloatVector.fromArray(SPECIES, y, yAt1 + 3 * LENGTH) : zero;
    FloatVector s20 = further ? FloatVector.fromArray(SPECIES, y, yAt2) : zero;
    FloatVector s21 = further ? FloatVector.fromArray(SPECIES, y, yAt2 + LENGTH) : zero;
    FloatVector s22 = further ? FloatVector.fromArray(SPECIES, y, yAt2 + 2 * LENGTH) : zero;
    FloatVector s23 = further ? FloatVector.fromArray(SPECIES, y, yAt2 + 3 * LENGTH) : zero;
    FloatVector s30 = further ? FloatVector.fromArray(SPECIES, y, yAt3) : zero;
    FloatVector s31 = further ? FloatVector.fromArray(SPECIES, y, yAt3 + LENGTH) : zero;
    FloatVector s32 = further ? FloatVector.fromArray(SPECIES, y, yAt3 + 2 * LENGTH) : zero;
    FloatVector s33 = further ? FloatVector.fromArray(SPECIES, y, yAt3 + 3 * LENGTH) : zero;
    FloatVector s40 = further ? FloatVector.fromArray(SPECIES, y, yAt4) : zero;
    FloatVector s41 = further ? FloatVector.fromArray(SPECIES, y, yAt4 + LENGTH) : zero;
    FloatVector s42 = further ? FloatVector.fromArray(SPECIES, y, yAt4 + 2 * LENGTH) : zero;
    FloatVector s43 = further ? FloatVector.fromArray(SPECIES, y, yAt4 + 3 * LENGTH) : zero;
    FloatVector s50 = further ? FloatVector.fromArray(SPECIES, y, yAt5) : zero;
    FloatVector s51 = further ? FloatVector.fromArray(SPECIES, y, yAt5 + LENGTH) : zero;
    FloatVector s52 = further ? FloatVector.fromArray(SPECIES, y, yAt5 + 2 * LENGTH) : zero;
    FloatVector s53 = further ? FloatVector.fromArray(SPECIES, y, yAt5 + 3 * LENGTH) : zero;
    for (int k = 0; k < sources; k++) {
      int from = at + k;
      long weight = wAt + (long) k * ROW;
      FloatVector w0 = FloatVector.fromMemorySegment(SPECIES, w, weight, ORDER);
      FloatVector w1 = FloatVector.fromMemorySegment(SPECIES, w, weight + BYTES, ORDER);
      FloatVector w2 = FloatVector.fromMemorySegment(SPECIES, w, weight + 2 * BYTES, ORDER);
      FloatVector w3 = FloatVector.fromMemorySegment(SPECIES, w, weight + 3 * BYTES, ORDER);
      FloatVector x0 = FloatVector.broadcast(SPECIES, x[from]);
      s00 = x0.fma(w0, s00);
      s01 = x0.fma(w1, s01);
      s02 = x0.fma(w2, s02);
      s03 = x0.fma(w3, s03);
      FloatVector x1 = FloatVector.broadcast(SPECIES, x[from + SPREAD]);
      s10 = x1.fma(w0, s10);
      s11 = x1.fma(w1, s11);
      s12 = x1.fma(w2, s12);
      s13 = x1.fma(w3, s13);
      FloatVector x2 = FloatVector.broadcast(SPECIES, x[from + 2 * SPREAD]);
      s20 = x2.fma(w0, s20);
      s21 = x2.fma(w1, s21);
      s22 = x2.fma(w2, s22);
      s23 = x2.fma(w3, s23);
      FloatVector x3 = FloatVector.broadcast(SPECIES, x[from + 3 * SPREAD]);
      s30 = x3.fma(w0, s30);
      s31 = x3.fma(w1, s31);
      s32 = x3.fma(w2, s32);
      s33 = x3.fma(w3, s33);
      FloatVector x4 = FloatVector.broadcast(SPECIES, x[from + 4 * SPREAD]);
      s40 = x4.fma(w0, s40);
      s41 = x4.fma(w1, s41);
      s42 = x4.fma(w2, s42);
      s43 = x4.fma(w3, s43);
      FloatVector x5 = FloatVector.broadcast(SPECIES, x[from + 5 * SPREAD]);
      s50 = x5.fma(w0, s50);
      s51 = x5.fma(w1, s51);
      s52 = x5.fma(w2, s52);
      s53 = x5.fma(w3, s53);
    }
    s00.intoArray(y, yAt);
    s01.intoArray(y, yAt + LENGTH);
    s02.intoArray(y, yAt + 2 * LENGTH);
    s03.intoArray(y, yAt + 3 * LENGTH);
    s10.intoArray(y, yAt1);
    s11.intoArray(y, yAt1 + LENGTH);
    s12.intoArray(y, yAt1 + 2 * LENGTH);
    s13.intoArray(y, yAt1 + 3 * LENGTH);
    s20.intoArray(y, yAt2);
    s21.intoArray(y, yAt2 + LENGTH);
    s22.intoArray(y, yAt2 + 2 * LENGTH);
    s23.intoArray(y, yAt2 + 3 * LENGTH);
    s30.intoArray(y, yAt3);
    s31.intoArray(y, yAt3 + LENGTH);
    s32.intoArray(y, yAt3 + 2 * LENGTH);
    s33.intoArray(y, yAt3 + 3 * LENGTH);
    s40.intoArray(y, yAt4);
    s41.intoArray(y, yAt4 + LENGTH);
    s42.intoArray(y, yAt4 + 2 * LENGTH);
    s43.intoArray(y, yAt4 + 3 * LENGTH);
    s50.intoArray(y, yAt5);
    s51.intoArray(y, yAt5 + LENGTH);
    s52.intoArray(y, yAt5 + 2 * LENGTH);
    s53.intoArray(y, yAt5 + 3 * LENGTH);
  }

  /** Four rows. */
  static void fourProducts(
      float[] x,
      int at,
      int sources,
      MemorySegment w,
      long wAt,
      boolean further,
      float[] y,
      int yAt,
      int yStride) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int yAt1 = yAt + yStride;
    int yAt2 = yAt + 2 * yStride;
    int yAt3 = yAt + 3 * yStride;
    FloatVector s00 = further ? FloatVector.fromArray(SPECIES, y, yAt) : zero;
    FloatVector s01 = further ? FloatVector.fromArray(SPECIES, y, yAt + LENGTH) : zero;
    FloatVector s02 = further ? FloatVector.fromArray(SPECIES, y, yAt + 2 * LENGTH) : zero;
    FloatVector s03 = further ? FloatVector.fromArray(SPECIES, y, yAt + 3 * LENGTH) : zero;
    FloatVector s10 = further ? FloatVector.fromArray(SPECIES, y, yAt1) : zero;
    FloatVector s11 = further ? FloatVector.fromArray(SPECIES, y, yAt1 + LENGTH) : zero;
    FloatVector s12 = further ? FloatVector.fromArray(SPECIES, y, yAt1 + 2 * LENGTH) : zero;
    FloatVector s13 = further ? FloatVector.fromArray(SPECIES, y, yAt1 + 3 * LENGTH) : zero;
    FloatVector s20 = further ? FloatVector.fromArray(SPECIES, y, yAt2) : zero;
    FloatVector s21 = further ? FloatVector.fromArray(SPECIES, y, yAt2 + LENGTH) : zero;
    FloatVector s22 = further ? FloatVector.fromArray(SPECIES, y, yAt2 + 2 * LENGTH) : zero;
    FloatVector s23 = further ? FloatVector.fromArray(SPECIES, y, yAt2 + 3 * LENGTH) : zero;
    FloatVector s30 = further ? FloatVector.fromArray(SPECIES, y, yAt3) : zero;
    FloatVector s31 = further ? FloatVector.fromArray(SPECIES, y, yAt3 + LENGTH) : zero;
    FloatVector s32 = further ? FloatVector.fromArray(SPECIES, y, yAt3 + 2 * LENGTH) : zero;
    FloatVector s33 = further ? FloatVector.fromArray(SPECIES, y, yAt3 + 3 * LENGTH) : zero;
    for (int k = 0; k < sources; k++) {
      int from = at + k;
      long weight = wAt + (long) k * ROW;
      FloatVector w0 = FloatVector.fromMemorySegment(SPECIES, w, weight, ORDER);
      FloatVector w1 = FloatVector.fromMemorySegment(SPECIES, w, weight + BYTES, ORDER);
      FloatVector w2 = FloatVector.fromMemorySegment(SPECIES, w, weight + 2 * BYTES, ORDER);
      FloatVector w3 = FloatVector.fromMemorySegment(SPECIES, w, weight + 3 * BYTES, ORDER);
      FloatVector x0 = FloatVector.broadcast(SPECIES, x[from]);
      s00 = x0.fma(w0, s00);
      s01 = x0.fma(w1, s01);
      s02 = x0.fma(w2, s02);
      s03 = x0.fma(w3, s03);
      FloatVector x1 = FloatVector.broadcast(SPECIES, x[from + SPREAD]);
      s10 = x1.fma(w0, s10);
      s11 = x1.fma(w1, s11);
      s12 = x1.fma(w2, s12);
      s13 = x1.fma(w3, s13);
      FloatVector x2 = FloatVector.broadcast(SPECIES, x[from + 2 * SPREAD]);
      s20 = x2.fma(w0, s20);
      s21 = x2.fma(w1, s21);
      s22 = x2.fma(w2, s22);
      s23 = x2.fma(w3, s23);
      FloatVector x3 = FloatVector.broadcast(SPECIES, x[from + 3 * SPREAD]);
      s30 = x3.fma(w0, s30);
      s31 = x3.fma(w1, s31);
      s32 = x3.fma(w2, s32);
      s33 = x3.fma(w3, s33);
    }
    s00.intoArray(y, yAt);
    s01.intoArray(y, yAt + LENGTH);
    s02.intoArray(y, yAt + 2 * LENGTH);
    s03.intoArray(y, yAt + 3 * LENGTH);
    s10.intoArray(y, yAt1);
    s11.intoArray(y, yAt1 + LENGTH);
    s12.intoArray(y, yAt1 + 2 * LENGTH);
    s13.intoArray(y, yAt1 + 3 * LENGTH);
    s20.intoArray(y, yAt2);
    s21.intoArray(y, yAt2 + LENGTH);
    s22.intoArray(y, yAt2 + 2 * LENGTH);
    s23.intoArray(y, yAt2 + 3 * LENGTH);
    s30.intoArray(y, yAt3);
    s31.intoArray(y, yAt3 + LENGTH);
    s32.intoArray(y, yAt3 + 2 * LENGTH);
    s33.intoArray(y, yAt3 + 3 * LENGTH);
  }

  /** One row with two panels, added, since four sums alone would wait for each other. */
  static void twoPanels(
      float[] x, int at, int sources, MemorySegment w, long wAt, long next, float[] y, int yAt) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, y, yAt);
    FloatVector s1 = FloatVector.fromArray(SPECIES, y, yAt + LENGTH);
    FloatVector s2 = FloatVector.fromArray(SPECIES, y, yAt + 2 * LENGTH);
    FloatVector s3 = FloatVector.fromArray(SPECIES, y, yAt + 3 * LENGTH);
    FloatVector s4 = FloatVector.fromArray(SPECIES, y, yAt + 4 * LENGTH);
    FloatVector s5 = FloatVector.fromArray(SPECIES, y, yAt + 5 * LENGTH);
    FloatVector s6 = FloatVector.fromArray(SPECIES, y, yAt + 6 * LENGTH);
    FloatVector s7 = FloatVector.fromArray(SPECIES, y, yAt + 7 * LENGTH);
    for (int k = 0; k < sources; k++) {
      long weight = wAt + (long) k * ROW;
      long other = next + (long) k * ROW;
      FloatVector source = FloatVector.broadcast(SPECIES, x[at + k]);
      s0 = source.fma(FloatVector.fromMemorySegment(SPECIES, w, weight, ORDER), s0);
      s1 = source.fma(FloatVector.fromMemorySegment(SPECIES, w, weight + BYTES, ORDER), s1);
      s2 = source.fma(FloatVector.fromMemorySegment(SPECIES, w, weight + 2 * BYTES, ORDER), s2);
      s3 = source.fma(FloatVector.fromMemorySegment(SPECIES, w, weight + 3 * BYTES, ORDER), s3);
      s4 = source.fma(FloatVector.fromMemorySegment(SPECIES, w, other, ORDER), s4);
      s5 = source.fma(FloatVector.fromMemorySegment(SPECIES, w, other + BYTES, ORDER), s5);
      s6 = source.fma(FloatVector.fromMemorySegment(SPECIES, w, other + 2 * BYTES, ORDER), s6);
      s7 = source.fma(FloatVector.fromMemorySegment(SPECIES, w, other + 3 * BYTES, ORDER), s7);
    }
    s0.intoArray(y, yAt);
    s1.intoArray(y, yAt + LENGTH);
    s2.intoArray(y, yAt + 2 * LENGTH);
    s3.intoArray(y, yAt + 3 * LENGTH);
    s4.intoArray(y, yAt + 4 * LENGTH);
    s5.intoArray(y, yAt + 5 * LENGTH);
    s6.intoArray(y, yAt + 6 * LENGTH);
    s7.intoArray(y, yAt + 7 * LENGTH);
  }

  /** One row with one panel, added. */
  static void onePanel(
      float[] x, int at, int sources, MemorySegment w, long wAt, float[] y, int yAt) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, y, yAt);
    FloatVector s01 = FloatVector.fromArray(SPECIES, y, yAt + LENGTH);
    FloatVector s02 = FloatVector.fromArray(SPECIES, y, yAt + 2 * LENGTH);
    FloatVector s03 = FloatVector.fromArray(SPECIES, y, yAt + 3 * LENGTH);
    for (int k = 0; k < sources; k++) {
      long weight = wAt + (long) k * ROW;
      FloatVector w0 = FloatVector.fromMemorySegment(SPECIES, w, weight, ORDER);
      FloatVector w1 = FloatVector.fromMemorySegment(SPECIES, w, weight + BYTES, ORDER);
      FloatVector w2 = FloatVector.fromMemorySegment(SPECIES, w, weight + 2 * BYTES, ORDER);
      FloatVector w3 = FloatVector.fromMemorySegment(SPECIES, w, weight + 3 * BYTES, ORDER);
      FloatVector x0 = FloatVector.broadcast(SPECIES, x[at + k]);
      s00 = x0.fma(w0, s00);
      s01 = x0.fma(w1, s01);
      s02 = x0.fma(w2, s02);
      s03 = x0.fma(w3, s03);
    }
    s00.intoArray(y, yAt);
    s01.intoArray(y, yAt + LENGTH);
    s02.intoArray(y, yAt + 2 * LENGTH);
    s03.intoArray(y, yAt + 3 * LENGTH);
  }
}
