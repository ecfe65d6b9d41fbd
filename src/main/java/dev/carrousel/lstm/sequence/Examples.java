package dev.carrousel.lstm.sequence;

import java.util.AbstractList;
import java.util.List;

/**
 * A finite, ordered set of sequences to learn from or to be judged by, made on demand. May be
 * shared by threads.
 */
public interface Examples {

  /**
   * Number of sequences.
   *
   * @return the number, 0 or more
   */
  int size();

  /**
   * One sequence.
   *
   * @param index 0 to size-1
   * @return the sequence, the same at every call
   */
  Sequence get(int index);

  /**
   * The sequences as a list that makes them on demand.
   *
   * @return an unmodifiable view
   */
  default List<Sequence> asList() {
    return new AbstractList<>() {
      @Override
      public Sequence get(int index) {
        return Examples.this.get(index);
      }

      @Override
      public int size() {
        return Examples.this.size();
      }
    };
  }
}
