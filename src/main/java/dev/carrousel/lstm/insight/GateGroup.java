package dev.carrousel.lstm.insight;

import java.util.List;

/**
 * The gates of one kind of a layer or memory cell block.
 *
 * @param part name of the layer or block
 * @param gate {@code input}, {@code forget} or {@code output}
 * @param units their numbers among the units of a trace
 */
public record GateGroup(String part, String gate, List<Integer> units) {

  /** The kind of gate that says what remains of a cell's state. */
  public static final String FORGET = "forget";

  /** Copies the list. */
  public GateGroup {
    units = List.copyOf(units);
  }
}
