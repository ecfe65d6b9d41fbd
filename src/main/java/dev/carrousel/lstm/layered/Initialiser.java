package dev.carrousel.lstm.layered;

/** How weights are drawn before learning. Biases begin at 0, but for the forget gate's. */
public enum Initialiser {
  /** Uniform in plus or minus 1/sqrt(H), as PyTorch draws them. */
  UNIFORM,
  /**
   * Uniform in plus or minus sqrt(6 / (fan in + fan out)), each gate's matrix on its own (Glorot
   * and Bengio 2010).
   */
  GLOROT,
  /**
   * As {@link #GLOROT}, but each gate's recurrent matrix is orthogonal (Saxe, McClelland and
   * Ganguli 2014).
   */
  ORTHOGONAL
}
