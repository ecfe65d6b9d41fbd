package dev.carrousel.lstm.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * Panels as kernels like to read them, made by {@link Kernels#align}. Wide vectors read a copy
 * outside the heap whose rows begin where cache lines begin: no array can promise that, and a
 * vector across two lines takes twice as long. The copy is given back when nobody refers to it any
 * more.
 *
 * @param panels where the weights are changed
 * @param lines the copy, panel 0 first; null if the kernels read the panels themselves
 */
public record AlignedPanels(Panels panels, @Nullable MemorySegment lines) {

  private static final long LINE_BYTES = 64;

  /** Panels without a copy. */
  static AlignedPanels uncopied(Panels panels) {
    return new AlignedPanels(panels, null);
  }

  /** Panels and a copy of what they hold now. */
  static AlignedPanels copied(Panels panels) {
    AlignedPanels aligned = new AlignedPanels(panels, allocate(panels.length()));
    aligned.refresh();
    return aligned;
  }

  /** So many floats outside the heap, all zero, at the beginning of a cache line. */
  static MemorySegment allocate(int floats) {
    return Arena.ofAuto().allocate((long) Float.BYTES * floats, LINE_BYTES);
  }

  /** Brings the copy up to date after the panels have changed. */
  public void refresh() {
    if (lines != null) {
      MemorySegment.copy(
          panels.values(), panels.offset(), lines, ValueLayout.JAVA_FLOAT, 0, panels.length());
    }
  }

  /**
   * Memory of the copy.
   *
   * @return bytes outside the heap
   */
  public long bytes() {
    return lines == null ? 0 : lines.byteSize();
  }

  /** Where the row of a source begins in the copy, in bytes. */
  long start(int panel, int source) {
    return Float.BYTES * (long) (panels.start(panel, source) - panels.offset());
  }
}
