package dev.carrousel.service.jobs;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where a job or a run stands. A terminal status never changes. */
public enum Status {
  /** Waits for a worker. */
  QUEUED,
  /** A worker trains it. */
  RUNNING,
  /** A worker was asked to put it aside and has not yet done so. */
  PAUSING,
  /** Was put aside, with all that is needed to go on. */
  PAUSED,
  /** A worker was asked to give it up and has not yet done so. */
  CANCELLING,
  /** Ended with weights. */
  SUCCEEDED,
  /** Ended without. */
  FAILED,
  /** Ended because someone asked for it. */
  CANCELLED;

  private static final Set<Status> TERMINAL = EnumSet.of(SUCCEEDED, FAILED, CANCELLED);

  /** Whether nothing will change any more. */
  public boolean isTerminal() {
    return TERMINAL.contains(this);
  }

  /** Whether a worker is at it. */
  boolean isAtWork() {
    return this == RUNNING || this == PAUSING || this == CANCELLING;
  }

  /**
   * The moves of the state machine. Running to running is a run taken up again after its worker was
   * lost.
   */
  boolean mayBecome(Status next) {
    return switch (this) {
      case QUEUED -> next == RUNNING || next == PAUSED || next == CANCELLED || next == FAILED;
      case RUNNING -> next != CANCELLED && next != PAUSED;
      case PAUSING ->
          next == PAUSED
              || next == RUNNING
              || next == CANCELLING
              || next == SUCCEEDED
              || next == FAILED;
      case PAUSED -> next == QUEUED || next == CANCELLED;
      case CANCELLING -> next == CANCELLED || next == FAILED;
      case SUCCEEDED, FAILED, CANCELLED -> false;
    };
  }

  @JsonValue
  String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
