package dev.carrousel.lstm.paper;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The three publications of 1995 to 1997. */
public final class Papers {

  private static final String AUTHORS = "Sepp Hochreiter, Jürgen Schmidhuber";

  private static final List<Paper> ALL = List.of(report1995(), conference1996(), article1997());

  private Papers() {}

  /**
   * Every paper.
   *
   * @return the papers, the oldest first
   */
  public static List<Paper> all() {
    return ALL;
  }

  /**
   * An experiment by id.
   *
   * @param id its id
   * @return the experiment, or empty if there is none
   */
  public static Optional<Experiment> experiment(String id) {
    return ALL.stream()
        .flatMap(paper -> paper.experiments().stream())
        .filter(experiment -> experiment.id().equals(id))
        .findFirst();
  }

  private static Paper report1995() {
    return new Paper(
        "fki-207-95",
        "Long Short Term Memory",
        AUTHORS,
        1995,
        "Technical report FKI-207-95, Technische Universität München",
        join(
            Stream.of(
                NoiseFree.of1995(),
                NoRegularities.of1995(),
                LongLag.of1995(),
                EmbeddedReber.of1995())));
  }

  private static Paper conference1996() {
    return new Paper(
        "nips-1996",
        "LSTM can solve hard long time lag problems",
        AUTHORS,
        1996,
        "Advances in Neural Information Processing Systems 9",
        Adding.of1996());
  }

  private static Paper article1997() {
    return new Paper(
        "nc-1997",
        "Long Short-Term Memory",
        AUTHORS,
        1997,
        "Neural Computation 9(8):1735-1780",
        join(
            Stream.of(
                EmbeddedReber.of1997(),
                NoiseFree.of1997(),
                NoRegularities.of1997(),
                LongLag.of1997(),
                NoiseAndSignal.of1997(),
                Adding.of1997(),
                Multiplication.of1997(),
                TemporalOrder.of1997())));
  }

  private static List<Experiment> join(Stream<List<Experiment>> families) {
    return families.flatMap(List::stream).toList();
  }
}
