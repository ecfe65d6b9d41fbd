package dev.carrousel.lstm.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products and sums of products for panels as wide as four vectors of 16 lanes. As many sums as fit
 * stay in registers. All distances between the vectors of a panel are constants, so that no bound
 * is checked inside the loops, which are written out since vectors in arrays, or passed through
 * calls that are not inlined, leave the registers. Stateless, allocates nothing.
 */
final class WideTiles {

  /** Lanes of a vector. */
  static final int LENGTH = Kernels.LANES;

  /** Lanes of a panel. */
  static final int WIDTH = 4 * LENGTH;

  /** Rows summed in one go: two copies of so many rows fit into the first-level cache. */
  static final int CHUNK = 128;

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_512;

  private WideTiles() {}

  /** {@link Kernels#multiply}. */
  static void multiply(Rows x, Panels w, Rows y) {
    int panels = w.count();
    if (x.count() == 1) {
      multiplyRow(x, w, y);
      return;
    }
    for (int panel = 0; panel < panels; panel++) {
      int row = 0;
      while (row < x.count()) {
        row += products(x, row, w, panel, y);
      }
    }
  }

  private static void multiplyRow(Rows x, Panels w, Rows y) {
    int panel = 0;
    for (; panel + 1 < w.count(); panel += 2) {
      int to = y.offset() + panel * WIDTH;
      twoPanels(x.values(), x.offset(), w.sources(), w.values(), w.start(panel, 0), y.values(), to);
    }
    if (panel < w.count()) {
      oneProduct(
          x.values(),
          x.offset(),
          w.sources(),
          w.values(),
          w.start(panel, 0),
          y.values(),
          y.offset() + panel * WIDTH);
    }
  }

  /** The next rows of one panel; answers how many. */
  private static int products(Rows x, int row, Panels w, int panel, Rows y) {
    int left = x.count() - row;
    int from = x.start(row);
    int to = y.start(row) + panel * WIDTH;
    int weights = w.start(panel, 0);
    if (takesSix(left)) {
      sixProducts(
          x.values(),
          from,
          x.stride(),
          w.sources(),
          w.values(),
          weights,
          y.values(),
          to,
          y.stride());
      return 6;
    }
    if (left >= 4) {
      fourProducts(
          x.values(),
          from,
          x.stride(),
          w.sources(),
          w.values(),
          weights,
          y.values(),
          to,
          y.stride());
      return 4;
    }
    oneProduct(x.values(), from, w.sources(), w.values(), weights, y.values(), to);
    return 1;
  }

  /** Whether six at once leave no more single ones than four would. */
  private static boolean takesSix(int left) {
    return left >= 10 || left == 6 || left == 7;
  }

  /**
   * {@link Kernels#accumulate}.
   *
   * @param scratch {@link #scratch} numbers, overwritten
   */
  static void accumulate(Rows x, Rows dy, Panels dw, float[] scratch) {
    for (int row = 0; row < x.count(); row += CHUNK) {
      int rows = Math.min(CHUNK, x.count() - row);
      for (int source = 0; source < dw.sources(); source += LENGTH) {
        pack(x, row, rows, source, Math.min(LENGTH, dw.sources() - source), scratch);
      }
      for (int panel = 0; panel < dw.count(); panel++) {
        for (int at = 0; at < rows; at++) {
          System.arraycopy(
              dy.values(), dy.start(row + at) + panel * WIDTH, scratch, at * WIDTH, WIDTH);
        }
        sum(scratch, rows, dw, panel);
      }
    }
  }

  /**
   * Numbers that {@link #accumulate} needs beside its own: one panel of a chunk and all sources.
   */
  static int scratch(int sources) {
    return CHUNK * (WIDTH + Panels.count(sources) * LENGTH);
  }

  /** Copies 16 sources of each row of a chunk side by side. */
  private static void pack(Rows x, int row, int rows, int source, int count, float[] scratch) {
    int to = CHUNK * (WIDTH + source);
    for (int at = 0; at < rows; at++) {
      System.arraycopy(x.values(), x.start(row + at) + source, scratch, to + at * LENGTH, count);
    }
  }

  private static void sum(float[] scratch, int rows, Panels dw, int panel) {
    int source = 0;
    while (source < dw.sources()) {
      int lane = source % LENGTH;
      int left = Math.min(LENGTH - lane, dw.sources() - source);
      int from = CHUNK * (WIDTH + source - lane) + lane;
      int to = dw.start(panel, source);
      if (takesSix(left)) {
        sixSums(scratch, from, rows, dw.values(), to);
        source += 6;
      } else if (left >= 4) {
        fourSums(scratch, from, rows, dw.values(), to);
        source += 4;
      } else {
        oneSum(scratch, from, rows, dw.values(), to);
        source++;
      }
    }
  }

  /** Six rows of products. */
  private static void sixProducts(
      float[] x,
      int at,
      int stride,
      int sources,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      int yStride) {
    int at1 = at + stride;
    int at2 = at + 2 * stride;
    int at3 = at + 3 * stride;
    int at4 = at + 4 * stride;
    int at5 = at + 5 * stride;
    FloatVector s00 = FloatVector.zero(SPECIES);
    FloatVector s01 = FloatVector.zero(SPECIES);
    FloatVector s02 = FloatVector.zero(SPECIES);
    FloatVector s03 = FloatVector.zero(SPECIES);
    FloatVector s10 = FloatVector.zero(SPECIES);
    FloatVector s11 = FloatVector.zero(SPECIES);
    FloatVector s12 = FloatVector.zero(SPECIES);
    FloatVector s13 = FloatVector.zero(SPECIES);
    FloatVector s20 = FloatVector.zero(SPECIES);
    FloatVector s21 = FloatVector.zero(SPECIES);
    FloatVector s22 = FloatVector.zero(SPECIES);
    FloatVector s23 = FloatVector.zero(SPECIES);
    FloatVector s30 = FloatVector.zero(SPECIES);
    FloatVector s31 = FloatVector.zero(SPECIES);
    FloatVector s32 = FloatVector.zero(SPECIES);
    FloatVector s33 = FloatVector.zero(SPECIES);
    FloatVector s40 = FloatVector.zero(SPECIES);
    FloatVector s41 = FloatVector.zero(SPECIES);
    FloatVector s42 = FloatVector.zero(SPECIES);
    FloatVector s43 = FloatVector.zero(SPECIES);
    FloatVector s50 = FloatVector.zero(SPECIES);
    FloatVector s51 = FloatVector.zero(SPECIES);
    FloatVector s52 = FloatVector.zero(SPECIES);
    FloatVector s53 = FloatVector.zero(SPECIES);
    for (int k = 0; k < sources; k++) {
      int weight = wAt + k * WIDTH;
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, weight);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, weight + LENGTH);
      FloatVector w2 = FloatVector.fromArray(SPECIES, w, weight + 2 * LENGTH);
      FloatVector w3 = FloatVector.fromArray(SPECIES, w, weight + 3 * LENGTH);
      FloatVector x0 = FloatVector.broadcast(SPECIES, x[at + k]);
      s00 = x0.fma(w0, s00);
      s01 = x0.fma(w1, s01);
      s02 = x0.fma(w2, s02);
      s03 = x0.fma(w3, s03);
      FloatVector x1 = FloatVector.broadcast(SPECIES, x[at1 + k]);
      s10 = x1.fma(w0, s10);
      s11 = x1.fma(w1, s11);
      s12 = x1.fma(w2, s12);
      s13 = x1.fma(w3, s13);
      FloatVector x2 = FloatVector.broadcast(SPECIES, x[at2 + k]);
      s20 = x2.fma(w0, s20);
      s21 = x2.fma(w1, s21);
      s22 = x2.fma(w2, s22);
      s23 = x2.fma(w3, s23);
      FloatVector x3 = FloatVector.broadcast(SPECIES, x[at3 + k]);
      s30 = x3.fma(w0, s30);
      s31 = x3.fma(w1, s31);
      s32 = x3.fma(w2, s32);
      s33 = x3.fma(w3, s33);
      FloatVector x4 = FloatVector.broadcast(SPECIES, x[at4 + k]);
      s40 = x4.fma(w0, s40);
      s41 = x4.fma(w1, s41);
      s42 = x4.fma(w2, s42);
      s43 = x4.fma(w3, s43);
      FloatVector x5 = FloatVector.broadcast(SPECIES, x[at5 + k]);
      s50 = x5.fma(w0, s50);
      s51 = x5.fma(w1, s51);
      s52 = x5.fma(w2, s52);
      s53 = x5.fma(w3, s53);
    }
    s00.intoArray(y, yAt);
    s01.intoArray(y, yAt + LENGTH);
    s02.intoArray(y, yAt + 2 * LENGTH);
    s03.intoArray(y, yAt + 3 * LENGTH);
    int yAt1 = yAt + yStride;
    s10.intoArray(y, yAt1);
    s11.intoArray(y, yAt1 + LENGTH);
    s12.intoArray(y, yAt1 + 2 * LENGTH);
    s13.intoArray(y, yAt1 + 3 * LENGTH);
    int yAt2 = yAt + 2 * yStride;
    s20.intoArray(y, yAt2);
    s21.intoArray(y, yAt2 + LENGTH);
    s22.intoArray(y, yAt2 + 2 * LENGTH);
    s23.intoArray(y, yAt2 + 3 * LENGTH);
    int yAt3 = yAt + 3 * yStride;
    s30.intoArray(y, yAt3);
    s31.intoArray(y, yAt3 + LENGTH);
    s32.intoArray(y, yAt3 + 2 * LENGTH);
    s33.intoArray(y, yAt3 + 3 * LENGTH);
    int yAt4 = yAt + 4 * yStride;
    s40.intoArray(y, yAt4);
    s41.intoArray(y, yAt4 + LENGTH);
    s42.intoArray(y, yAt4 + 2 * LENGTH);
    s43.intoArray(y, yAt4 + 3 * LENGTH);
    int yAt5 = yAt + 5 * yStride;
    s50.intoArray(y, yAt5);
    s51.intoArray(y, yAt5 + LENGTH);
    s52.intoArray(y, yAt5 + 2 * LENGTH);
    s53.intoArray(y, yAt5 + 3 * LENGTH);
  }

  /** Four rows of products. */
  private static void fourProducts(
      float[] x,
      int at,
      int stride,
      int sources,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      int yStride) {
    int at1 = at + stride;
    int at2 = at + 2 * stride;
    int at3 = at + 3 * stride;
    FloatVector s00 = FloatVector.zero(SPECIES);
    FloatVector s01 = FloatVector.zero(SPECIES);
    FloatVector s02 = FloatVector.zero(SPECIES);
    FloatVector s03 = FloatVector.zero(SPECIES);
    FloatVector s10 = FloatVector.zero(SPECIES);
    FloatVector s11 = FloatVector.zero(SPECIES);
    FloatVector s12 = FloatVector.zero(SPECIES);
    FloatVector s13 = FloatVector.zero(SPECIES);
    FloatVector s20 = FloatVector.zero(SPECIES);
    FloatVector s21 = FloatVector.zero(SPECIES);
    FloatVector s22 = FloatVector.zero(SPECIES);
    FloatVector s23 = FloatVector.zero(SPECIES);
    FloatVector s30 = FloatVector.zero(SPECIES);
    FloatVector s31 = FloatVector.zero(SPECIES);
    FloatVector s32 = FloatVector.zero(SPECIES);
    FloatVector s33 = FloatVector.zero(SPECIES);
    for (int k = 0; k < sources; k++) {
      int weight = wAt + k * WIDTH;
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, weight);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, weight + LENGTH);
      FloatVector w2 = FloatVector.fromArray(SPECIES, w, weight + 2 * LENGTH);
      FloatVector w3 = FloatVector.fromArray(SPECIES, w, weight + 3 * LENGTH);
      FloatVector x0 = FloatVector.broadcast(SPECIES, x[at + k]);
      s00 = x0.fma(w0, s00);
      s01 = x0.fma(w1, s01);
      s02 = x0.fma(w2, s02);
      s03 = x0.fma(w3, s03);
      FloatVector x1 = FloatVector.broadcast(SPECIES, x[at1 + k]);
      s10 = x1.fma(w0, s10);
      s11 = x1.fma(w1, s11);
      s12 = x1.fma(w2, s12);
      s13 = x1.fma(w3, s13);
      FloatVector x2 = FloatVector.broadcast(SPECIES, x[at2 + k]);
      s20 = x2.fma(w0, s20);
      s21 = x2.fma(w1, s21);
      s22 = x2.fma(w2, s22);
      s23 = x2.fma(w3, s23);
      FloatVector x3 = FloatVector.broadcast(SPECIES, x[at3 + k]);
      s30 = x3.fma(w0, s30);
      s31 = x3.fma(w1, s31);
      s32 = x3.fma(w2, s32);
      s33 = x3.fma(w3, s33);
    }
    s00.intoArray(y, yAt);
    s01.intoArray(y, yAt + LENGTH);
    s02.intoArray(y, yAt + 2 * LENGTH);
    s03.intoArray(y, yAt + 3 * LENGTH);
    int yAt1 = yAt + yStride;
    s10.intoArray(y, yAt1);
    s11.intoArray(y, yAt1 + LENGTH);
    s12.intoArray(y, yAt1 + 2 * LENGTH);
    s13.intoArray(y, yAt1 + 3 * LENGTH);
    int yAt2 = yAt + 2 * yStride;
    s20.intoArray(y, yAt2);
    s21.intoArray(y, yAt2 + LENGTH);
    s22.intoArray(y, yAt2 + 2 * LENGTH);
    s23.intoArray(y, yAt2 + 3 * LENGTH);
    int yAt3 = yAt + 3 * yStride;
    s30.intoArray(y, yAt3);
    s31.intoArray(y, yAt3 + LENGTH);
    s32.intoArray(y, yAt3 + 2 * LENGTH);
    s33.intoArray(y, yAt3 + 3 * LENGTH);
  }

  /** One row of products with two panels, since four sums alone would wait for each other. */
  private static void twoPanels(
      float[] x, int at, int sources, float[] w, int wAt, float[] y, int yAt) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector s3 = FloatVector.zero(SPECIES);
    FloatVector s4 = FloatVector.zero(SPECIES);
    FloatVector s5 = FloatVector.zero(SPECIES);
    FloatVector s6 = FloatVector.zero(SPECIES);
    FloatVector s7 = FloatVector.zero(SPECIES);
    int next = wAt + sources * WIDTH;
    for (int k = 0; k < sources; k++) {
      int weight = wAt + k * WIDTH;
      int other = next + k * WIDTH;
      FloatVector source = FloatVector.broadcast(SPECIES, x[at + k]);
      s0 = source.fma(FloatVector.fromArray(SPECIES, w, weight), s0);
      s1 = source.fma(FloatVector.fromArray(SPECIES, w, weight + LENGTH), s1);
      s2 = source.fma(FloatVector.fromArray(SPECIES, w, weight + 2 * LENGTH), s2);
      s3 = source.fma(FloatVector.fromArray(SPECIES, w, weight + 3 * LENGTH), s3);
      s4 = source.fma(FloatVector.fromArray(SPECIES, w, other), s4);
      s5 = source.fma(FloatVector.fromArray(SPECIES, w, other + LENGTH), s5);
      s6 = source.fma(FloatVector.fromArray(SPECIES, w, other + 2 * LENGTH), s6);
      s7 = source.fma(FloatVector.fromArray(SPECIES, w, other + 3 * LENGTH), s7);
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

  /** One row of products. */
  private static void oneProduct(
      float[] x, int at, int sources, float[] w, int wAt, float[] y, int yAt) {
    FloatVector s00 = FloatVector.zero(SPECIES);
    FloatVector s01 = FloatVector.zero(SPECIES);
    FloatVector s02 = FloatVector.zero(SPECIES);
    FloatVector s03 = FloatVector.zero(SPECIES);
    for (int k = 0; k < sources; k++) {
      int weight = wAt + k * WIDTH;
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, weight);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, weight + LENGTH);
      FloatVector w2 = FloatVector.fromArray(SPECIES, w, weight + 2 * LENGTH);
      FloatVector w3 = FloatVector.fromArray(SPECIES, w, weight + 3 * LENGTH);
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

  /** Six sources. */
  private static void sixSums(float[] x, int at, int rows, float[] dw, int dwAt) {
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
  private static void fourSums(float[] x, int at, int rows, float[] dw, int dwAt) {
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
  private static void oneSum(float[] x, int at, int rows, float[] dw, int dwAt) {
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
