package dev.carrousel.service.sessions;

import dev.carrousel.lstm.learner.Tensor;
import dev.carrousel.lstm.learner.Tensors;
import dev.carrousel.service.prediction.Steppers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A session in memory. Whoever reads or changes what changes in it holds its lock; waiting threads
 * come in the order in which they asked.
 */
final class LiveSession {

  private static final int BYTES_AROUND_A_TENSOR = 150;
  private static final int BYTES_AROUND_A_SESSION = 1000;

  final String id;
  final String owner;
  final Steppers.Ready model;
  final Duration idle;
  final Instant createdAt;
  final long bytes;
  final ReentrantLock lock = new ReentrantLock(true);
  private final int rewindSteps;
  private final Deque<Tensors> before = new ArrayDeque<>();
  private Tensors state;
  private long step;
  private Instant lastUsed;
  private boolean ended;

  LiveSession(Origin origin, Tensors state, long step, Instant lastUsed, int rewindSteps) {
    this.id = origin.id();
    this.owner = origin.owner();
    this.model = origin.model();
    this.idle = origin.idle();
    this.createdAt = origin.createdAt();
    this.rewindSteps = rewindSteps;
    this.state = state;
    this.step = step;
    this.lastUsed = lastUsed;
    this.bytes = BYTES_AROUND_A_SESSION + (rewindSteps + 1L) * bytes(state);
  }

  /**
   * What of a session never changes.
   *
   * @param id its identifier
   * @param owner whose it is
   * @param model the version of a model that it asks
   * @param idle how long it lives unused
   * @param createdAt when it began
   */
  record Origin(String id, String owner, Steppers.Ready model, Duration idle, Instant createdAt) {}

  Origin origin() {
    return new Origin(id, owner, model, idle, createdAt);
  }

  private static long bytes(Tensors state) {
    long bytes = 0;
    for (Tensor tensor : state) {
      bytes +=
          BYTES_AROUND_A_TENSOR
              + switch (tensor) {
                case Tensor.Floats floats -> (long) floats.values().length * Float.BYTES;
                case Tensor.Doubles doubles -> (long) doubles.values().length * Double.BYTES;
                case Tensor.Longs longs -> (long) longs.values().length * Long.BYTES;
              };
    }
    return bytes;
  }

  Tensors state() {
    return state;
  }

  long step() {
    return step;
  }

  Instant lastUsed() {
    return lastUsed;
  }

  Instant expiresAt() {
    return lastUsed.plus(idle);
  }

  int rewindable() {
    return before.size();
  }

  boolean isEnded() {
    return ended;
  }

  void end() {
    ended = true;
  }

  void touch(Instant now) {
    lastUsed = now;
  }

  /** Goes one step on. */
  void advance(Tensors next) {
    before.addLast(state);
    if (before.size() > rewindSteps) {
      before.removeFirst();
    }
    state = next;
    step++;
  }

  /** Counts steps whose states were too many to be kept; more are kept than can be rewound by. */
  void skip(int steps) {
    step += steps;
  }

  /** Goes back. */
  void rewind(int steps) {
    for (int taken = 0; taken < steps; taken++) {
      state = before.removeLast();
      step--;
    }
  }

  /** Takes a state that did not come from a step, so there is no way back. */
  void replace(Tensors other) {
    before.clear();
    state = other;
  }

  /** Another session that stands where this one does and shares nothing that changes. */
  LiveSession fork(Origin origin, Instant now) {
    LiveSession fork = new LiveSession(origin, state, step, now, rewindSteps);
    fork.before.addAll(before);
    return fork;
  }
}
