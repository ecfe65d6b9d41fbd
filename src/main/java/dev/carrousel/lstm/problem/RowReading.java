package dev.carrousel.lstm.problem;

import dev.carrousel.lstm.problem.Passages.Passage;
import dev.carrousel.lstm.sequence.Encoding;
import dev.carrousel.lstm.sequence.Inputs;
import dev.carrousel.lstm.sequence.Table;
import java.util.BitSet;
import java.util.List;

/**
 * The rows of a table as a network reads them.
 *
 * @param encoding how a row becomes numbers
 * @param encoded all rows, encoded
 * @param warnings what the network will not learn to read
 */
record RowReading(Encoding encoding, double[] encoded, List<String> warnings) {

  static RowReading of(Table observed, Reading reading, Passages passages) {
    BitSet training = passages.split().trainingRows();
    return of(observed, reading, training, training);
  }

  /**
   * Reads a table.
   *
   * @param training the rows whose categories are known
   * @param ordinary those of them that set the scale
   */
  static RowReading of(Table observed, Reading reading, BitSet training, BitSet ordinary) {
    Encoding encoding =
        Encoding.fit(
            observed, reading.inputs(), reading.calendar(), reading.masked(), training, ordinary);
    Table numbered = encoding.numbered(observed);
    Table read = reading.masked() ? numbered : numbered.carryForward();
    return new RowReading(
        encoding,
        encoding.encode(read),
        NewCategories.warnings(observed.select(reading.inputs()), encoding));
  }

  Inputs inputs(Passage passage) {
    return new Inputs.Vectors(encoded, passage.firstRow(), passage.length(), encoding.width());
  }

  /** What a model without memory is given: the row itself and the mean of the passage up to it. */
  double[] features(Passage passage, int row) {
    int width = encoding.width();
    double[] features = new double[2 * width];
    System.arraycopy(encoded, row * width, features, 0, width);
    for (int read = passage.firstRow(); read <= row; read++) {
      for (int at = 0; at < width; at++) {
        features[width + at] += encoded[read * width + at];
      }
    }
    for (int at = width; at < 2 * width; at++) {
      features[at] /= row - passage.firstRow() + 1;
    }
    return features;
  }
}
