package dev.carrousel.lstm.original;

/**
 * Which hidden units are sources of the hidden layer, that is, whose activations of the step before
 * every gate, cell and conventional hidden unit sees.
 *
 * @param gates input gates and output gates; true in NC97, whose weight counts need it
 * @param cells outputs of the memory cells
 * @param conventionalUnits conventional hidden units
 */
public record HiddenSources(boolean gates, boolean cells, boolean conventionalUnits) {

  /** The fully connected hidden layer of NC97. */
  public static final HiddenSources ALL = new HiddenSources(true, true, true);

  /** Everything but the gates. */
  public static final HiddenSources WITHOUT_GATES = new HiddenSources(false, true, true);

  /** No recurrent weight: the only recurrence is inside the cells. */
  public static final HiddenSources NONE = new HiddenSources(false, false, false);
}
