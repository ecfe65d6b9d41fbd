package dev.carrousel.service.prediction;

import dev.carrousel.lstm.problem.SymbolFrame;
import dev.carrousel.service.prediction.PredictRequest.SequenceRequest;
import dev.carrousel.service.web.FieldProblems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns a text or events into numbers of symbols, and probabilities back into symbols. */
record SymbolReading(SymbolFrame frame) {

  private static final int MOST_TOLD = 10;
  private static final int MOST_NAMED = 20;

  /** The symbols that were given, or a problem. */
  List<Integer> required(SequenceRequest sequence, String pointer) {
    String place = pointer + (frame.text() ? "/text" : "/events");
    List<String> given = given(sequence);
    FieldProblems problems = new FieldProblems();
    problems.require(
        given != null,
        place,
        "missing",
        () -> frame.text() ? "The model reads a text." : "The model reads events.");
    problems.throwIfAny();
    List<String> told = given == null ? List.of() : given;
    List<Integer> symbols = told.stream().map(frame.symbols()::indexOf).toList();
    requireKnown(told, symbols, place);
    return symbols;
  }

  private static void requireKnown(List<String> told, List<Integer> symbols, String place) {
    FieldProblems problems = new FieldProblems();
    int unknown = 0;
    for (int at = 0; at < symbols.size(); at++) {
      if (symbols.get(at) < 0 && unknown++ < MOST_NAMED) {
        String detail = "The model has never seen the symbol \"%s\".".formatted(told.get(at));
        problems.add(place, "unknown_symbol", detail);
      }
    }
    int unnamed = unknown - MOST_NAMED;
    problems.require(
        unnamed <= 0,
        place,
        "unknown_symbol",
        () -> "There are %d more symbols that the model has never seen.".formatted(unnamed));
    problems.throwIfAny();
  }

  /** The same from the beginning of a sequence on, which models of whole events read first. */
  List<Integer> begun(SequenceRequest sequence, String pointer) {
    List<Integer> symbols = new ArrayList<>();
    if (frame.ends()) {
      symbols.add(frame.symbols().size());
    }
    symbols.addAll(required(sequence, pointer));
    new FieldProblems()
        .require(
            !symbols.isEmpty(),
            pointer + (frame.text() ? "/text" : "/events"),
            "too_short",
            () -> "There must be at least one symbol.")
        .throwIfAny();
    return symbols;
  }

  private @Nullable List<String> given(SequenceRequest sequence) {
    if (!frame.text()) {
      return sequence.events();
    }
    return sequence.text() == null
        ? null
        : sequence.text().codePoints().mapToObj(Character::toString).toList();
  }

  /** The symbols most likely to follow. */
  List<StepAnswer.Likely> likeliest(double[] probabilities) {
    return IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer at) -> probabilities[at]).reversed())
        .limit(MOST_TOLD)
        .map(at ->
            new StepAnswer.Likely(
                at == frame.symbols().size() ? null : frame.symbols().get(at), probabilities[at]))
        .toList();
  }
}
