package dev.carrousel.service.mlflow;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What can be asked of one sort of thing.
 *
 * @param kinds kinds of subjects beside attributes
 * @param texts attributes that are texts
 * @param numbers attributes that are numbers
 */
record Vocabulary(Set<Kind> kinds, Set<String> texts, Set<String> numbers) {

  static final Vocabulary RUNS =
      new Vocabulary(
          Set.of(Kind.METRIC, Kind.PARAM, Kind.TAG, Kind.DATASET),
          Set.of("run_id", "run_name", "status", "user_id", "artifact_uri", "experiment_id"),
          Set.of("start_time", "end_time"));
  static final Vocabulary EXPERIMENTS =
      new Vocabulary(
          Set.of(Kind.TAG),
          Set.of("name", "experiment_id"),
          Set.of("creation_time", "last_update_time"));
  static final Vocabulary MODELS =
      new Vocabulary(
          Set.of(Kind.TAG), Set.of("name"), Set.of("creation_timestamp", "last_updated_timestamp"));
  static final Vocabulary VERSIONS =
      new Vocabulary(
          Set.of(Kind.TAG),
          Set.of("name", "run_id", "source_path"),
          Set.of("version_number", "creation_timestamp", "last_updated_timestamp"));

  private static final Set<String> DATASET_KEYS = Set.of("name", "digest", "context");

  /**
   * The subject that words mean.
   *
   * @param kind its kind as it was written
   * @param key its key as it was written
   * @param position of the key
   */
  Subject subject(Tokens.Token kind, String key, int position) {
    Kind known =
        Kind.named(kind.text().toLowerCase(Locale.ROOT))
            .filter(found -> found == Kind.ATTRIBUTE || kinds.contains(found))
            .orElseThrow(() -> kind.unexpected("one of " + names()));
    return switch (known) {
      case METRIC -> new Subject(known, key, true);
      case PARAM, TAG -> new Subject(known, key, false);
      case ATTRIBUTE -> attribute(key, position);
      case DATASET -> {
        if (!DATASET_KEYS.contains(key)) {
          throw Tokens.unexpected(position, "one of " + new TreeSet<>(DATASET_KEYS), key);
        }
        yield new Subject(known, key, false);
      }
    };
  }

  private List<String> names() {
    return Stream.concat(Stream.of(Kind.ATTRIBUTE), kinds.stream().sorted())
        .map(Kind::plural)
        .toList();
  }

  Subject attribute(String key, int position) {
    String plain = key.equalsIgnoreCase("created") ? "start_time" : key;
    if (!texts.contains(plain) && !numbers.contains(plain)) {
      Set<String> all = new TreeSet<>(texts);
      all.addAll(numbers);
      throw Tokens.unexpected(position, "one of " + all, key);
    }
    return new Subject(Kind.ATTRIBUTE, plain, numbers.contains(plain));
  }
}
