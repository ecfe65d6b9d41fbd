package dev.carrousel.service.jobs;

/** What is wanted of a run that a worker trains. */
public enum Wish {
  /** Go on. */
  GO_ON,
  /** Write a checkpoint and put the run aside. */
  PAUSE,
  /** Give the run up. */
  CANCEL,
  /** Stop and write nothing: another worker has the run. */
  LET_GO
}
