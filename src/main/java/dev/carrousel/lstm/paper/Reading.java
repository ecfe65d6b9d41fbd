package dev.carrousel.lstm.paper;

/**
 * How the settings of an experiment relate to those in print.
 *
 * @param kind how close they are
 * @param text what is read into the text, or what differs from it and why; whole sentences
 */
public record Reading(Kind kind, String text) {

  /** Closeness to the text, or to the figure. */
  public enum Kind {
    /** The paper's settings to the letter; what it leaves open is named. */
    LITERAL,
    /** The settings that came closest to the figure among those tried; not the authors'. */
    REPRODUCING,
    /** Another reading of what the paper leaves open, kept for comparison. */
    ALTERNATIVE
  }

  static Reading literal(String text) {
    return new Reading(Kind.LITERAL, text);
  }

  static Reading reproducing(String text) {
    return new Reading(Kind.REPRODUCING, text);
  }

  static Reading alternative(String text) {
    return new Reading(Kind.ALTERNATIVE, text);
  }
}
