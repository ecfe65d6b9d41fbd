package dev.carrousel.lstm.layered;

/** Takes the gradient of what a layer read. */
interface GradientSink {

  /** Adds the gradient of one step's input, which it may overwrite. */
  void receive(int step, int sequence, float[] gradient, int start);
}
