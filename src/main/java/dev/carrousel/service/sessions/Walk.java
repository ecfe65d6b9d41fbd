package dev.carrousel.service.sessions;

import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.service.prediction.Stepped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Steps of a session that still may fail: they count only once all of them have been taken. */
final class Walk implements Consumer<Stepped> {

  private final int kept;
  private final Consumer<Stepped> visitor;
  private final Deque<Tensors> states = new ArrayDeque<>();
  private int count;

  /**
   * A walk.
   *
   * @param rewindSteps states before the last that are worth keeping
   * @param visitor is shown each step
   */
  Walk(int rewindSteps, Consumer<Stepped> visitor) {
    this.kept = rewindSteps + 1;
    this.visitor = visitor;
  }

  @Override
  public void accept(Stepped stepped) {
    states.addLast(stepped.state());
    if (states.size() > kept) {
      states.removeFirst();
    }
    count++;
    visitor.accept(stepped);
  }

  int count() {
    return count;
  }

  void commit(LiveSession session) {
    session.skip(count - states.size());
    states.forEach(session::advance);
  }
}
