package dev.carrousel.service.jobs;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a job or a run stands where it stands. */
public enum Reason {
  /** All epochs or sequences of the plan were shown. */
  COMPLETED,
  /** The stop criterion was reached. */
  CONVERGED,
  /** The validation loss stopped falling. */
  EARLY_STOPPED,
  /** The loss was no longer a finite number. */
  DIVERGED,
  /** The data does not allow what was asked. */
  INVALID_DATA,
  /** Someone asked for it. */
  USER,
  /** The service stopped or lost the worker, and the run goes on from its checkpoint. */
  SERVER_RESTART,
  /** The run was longer at work than it may. */
  MAX_RUNTIME,
  /** Its workers died one after another, perhaps of it. */
  WORKER_LOST,
  /** It needs more memory than the service has. */
  OUT_OF_MEMORY,
  /** The service failed. */
  INTERNAL_ERROR;

  /** As it is written in answers. */
  @JsonValue
  public String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
