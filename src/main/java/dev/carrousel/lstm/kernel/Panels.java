package dev.carrousel.lstm.kernel;

/**
 * Weights packed in panels inside an array, in the layout that the package description defines. A
 * view that owns nothing.
 *
 * @param values the array
 * @param offset where panel 0 begins
 * @param sources number of sources K, one row of each panel per source
 * @param units number of destination units
 * @param gates number of gates per unit G
 */
public record Panels(float[] values, int offset, int sources, int units, int gates) {

  /**
   * Panels whose results are plain columns side by side: column n is lane {@code n % width()} of
   * panel {@code n / width()}. Many columns take panels of four groups of lanes, few of one.
   *
   * @param sources number of sources K
   * @param columns number of columns
   * @return panels in an array of their own, all zero
   */
  public static Panels ofColumns(int sources, int columns) {
    int groups = columns > 2 * Kernels.LANES ? 4 : 1;
    int units = (columns + groups - 1) / groups;
    return new Panels(new float[length(sources, units, groups)], 0, sources, units, groups);
  }

  /**
   * Number of panels that hold so many units.
   *
   * @param units number of units
   * @return panels, the last one possibly with spare lanes
   */
  public static int count(int units) {
    return (units + Kernels.LANES - 1) / Kernels.LANES;
  }

  /**
   * Number of values that panels of this shape take, spare lanes included.
   *
   * @param sources number of sources K
   * @param units number of destination units
   * @param gates number of gates per unit G
   * @return length in floats
   */
  public static int length(int sources, int units, int gates) {
    return Math.multiplyExact(Math.multiplyExact(count(units), sources), gates * Kernels.LANES);
  }

  /**
   * Number of values that these panels take, spare lanes included.
   *
   * @return length in floats
   */
  public int length() {
    return length(sources, units, gates);
  }

  /**
   * Number of panels.
   *
   * @return panels
   */
  public int count() {
    return count(units);
  }

  /**
   * Width of one row of one panel: also the width that a panel takes in a row of results.
   *
   * @return gates times lanes
   */
  public int width() {
    return gates * Kernels.LANES;
  }

  /**
   * Where the row of a source begins.
   *
   * @param panel the panel
   * @param source the source k
   * @return its index in {@link #values}
   */
  public int start(int panel, int source) {
    return offset + (panel * sources + source) * width();
  }

  /**
   * Where one weight stands.
   *
   * @param source the source k
   * @param unit the destination unit u
   * @param gate the gate g
   * @return its index in {@link #values}
   */
  public int index(int source, int unit, int gate) {
    return start(unit / Kernels.LANES, source) + gate * Kernels.LANES + unit % Kernels.LANES;
  }
}
