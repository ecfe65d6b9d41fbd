package dev.carrousel.service.web;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Gathers what is wrong with a request, so that all of it is answered at once. */
public final class FieldProblems {

  private final List<FieldProblem> problems = new ArrayList<>();

  /** Notes a problem unless the condition holds. */
  public FieldProblems require(
      boolean condition, String pointer, String code, Supplier<String> detail) {
    if (!condition) {
      problems.add(new FieldProblem(pointer, code, detail.get()));
    }
    return this;
  }

  /** Notes a problem. */
  public void add(String pointer, String code, String detail) {
    problems.add(new FieldProblem(pointer, code, detail));
  }

  /** Whether nothing is wrong so far. */
  public boolean isEmpty() {
    return problems.isEmpty();
  }

  /** Refuses the request if anything is wrong with it. */
  public void throwIfAny() {
    if (!problems.isEmpty()) {
      throw ProblemException.invalid(problems);
    }
  }
}
