package dev.carrousel.service.mlflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Conditions that must all hold, in MLflow's grammar: {@code kind.key sign value}, joined by AND.
 * Names with odd characters stand between double quotes or backticks.
 *
 * @param conditions the conditions
 */
record Filter(List<Condition> conditions) {

  static Filter parse(String text, Vocabulary vocabulary) {
    Tokens tokens = Tokens.of(text);
    List<Condition> conditions = new ArrayList<>();
    while (!tokens.isAtEnd()) {
      if (!conditions.isEmpty()) {
        tokens.require("AND");
      }
      conditions.add(condition(tokens, vocabulary));
    }
    return new Filter(conditions);
  }

  private static Condition condition(Tokens tokens, Vocabulary vocabulary) {
    Subject subject = subject(tokens, vocabulary);
    return subject.numeric() ? ofNumber(tokens, subject) : ofText(tokens, subject);
  }

  static Subject subject(Tokens tokens, Vocabulary vocabulary) {
    Tokens.Token first = name(tokens);
    if (!tokens.takeIf(".")) {
      return vocabulary.attribute(first.text(), first.position());
    }
    int position = tokens.peek().position();
    StringBuilder key = new StringBuilder(key(tokens));
    while (tokens.takeIf(".")) {
      key.append('.').append(key(tokens));
    }
    return vocabulary.subject(first, key.toString(), position);
  }

  private static String key(Tokens tokens) {
    return tokens.peek().type() == Tokens.Type.NUMBER ? tokens.take().text() : name(tokens).text();
  }

  private static Tokens.Token name(Tokens tokens) {
    if (!tokens.peek().isName()) {
      throw tokens.peek().unexpected("a name");
    }
    return tokens.take();
  }

  private static Condition ofNumber(Tokens tokens, Subject subject) {
    Condition.Sign sign = Condition.Sign.of(tokens.peek().text());
    if (sign == null || tokens.peek().type() != Tokens.Type.SIGN) {
      throw tokens.peek().unexpected("one of = != > >= < <=");
    }
    tokens.take();
    if (tokens.peek().type() != Tokens.Type.NUMBER) {
      throw tokens.peek().unexpected("a number");
    }
    return new Condition.OfNumber(subject, sign, Double.parseDouble(tokens.take().text()));
  }

  private static Condition ofText(Tokens tokens, Subject subject) {
    boolean attribute = subject.kind() == Kind.ATTRIBUTE;
    if (tokens.takeIf("=")) {
      return new Condition.OfText(subject, true, List.of(value(tokens)));
    }
    if (tokens.takeIf("!=")) {
      return new Condition.OfText(subject, false, List.of(value(tokens)));
    }
    if (tokens.takeIf("LIKE")) {
      return Condition.OfPattern.of(subject, value(tokens), false);
    }
    if (tokens.takeIf("ILIKE")) {
      return Condition.OfPattern.of(subject, value(tokens), true);
    }
    if (attribute && tokens.takeIf("IN")) {
      return new Condition.OfText(subject, true, values(tokens));
    }
    if (attribute && tokens.takeIf("NOT")) {
      tokens.require("IN");
      return new Condition.OfText(subject, false, values(tokens));
    }
    throw tokens.peek().unexpected("one of = != LIKE ILIKE" + (attribute ? " IN NOT IN" : ""));
  }

  private static List<String> values(Tokens tokens) {
    tokens.require("(");
    List<String> values = new ArrayList<>();
    do {
      values.add(value(tokens));
    } while (tokens.takeIf(","));
    tokens.require(")");
    return values;
  }

  private static String value(Tokens tokens) {
    Tokens.Type type = tokens.peek().type();
    if (type != Tokens.Type.STRING && type != Tokens.Type.QUOTED) {
      throw tokens.peek().unexpected("a text between quotes");
    }
    return tokens.take().text();
  }

  boolean matches(Subject.Bearer bearer) {
    return conditions.stream().allMatch(condition -> condition.holds(bearer));
  }

  boolean looksAt(Kind kind) {
    return conditions.stream().anyMatch(condition -> condition.subject().kind() == kind);
  }

  /** The texts that an attribute must be among, if a condition says so. */
  Optional<List<String>> required(String attribute) {
    return conditions.stream()
        .filter(Condition.OfText.class::isInstance)
        .map(Condition.OfText.class::cast)
        .filter(condition ->
            condition.wanted()
                && condition.subject().kind() == Kind.ATTRIBUTE
                && condition.subject().key().equals(attribute))
        .map(Condition.OfText::among)
        .findFirst();
  }
}
