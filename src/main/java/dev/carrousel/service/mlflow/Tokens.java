package dev.carrousel.service.mlflow;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a filter or an order, read one after another. */
final class Tokens {

  private static final int LONGEST = 10_000;
  private static final String END = "the end";
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<string>'[^']*')|(?<quoted>\"[^\"]*\"|`[^`]*`)|(?<number>-?[0-9]+(?:\\.[0-9]*)?(?:[eE][+-]?[0-9]+)?(?![\\w]))|(?<word>[\\w][\\w/-]*)|(?<sign>!=|>=|<=|=|>|<|\\(|\\)|,|\\.))");

  private final List<Token> tokens;
  private int next;

  private Tokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  static Tokens of(String text) {
    if (text.length() > LONGEST) {
      throw MlflowException.invalid(
          "A filter must have at most %d characters, had %d.".formatted(LONGEST, text.length()));
    }
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    int end = text.stripTrailing().length();
    int at = 0;
    while (at < end) {
      matcher.region(at, end);
      if (!matcher.lookingAt()) {
        int position = at + text.substring(at).indexOf(text.substring(at).strip()) + 1;
        throw unexpected(position, "a name, a value or a sign", text.substring(position - 1));
      }
      tokens.add(Token.of(matcher));
      at = matcher.end();
    }
    tokens.add(new Token(Type.END, END, end + 1));
    return new Tokens(tokens);
  }

  Token peek() {
    return tokens.get(next);
  }

  Token take() {
    Token token = peek();
    next = Math.min(next + 1, tokens.size() - 1);
    return token;
  }

  /** Takes the next token if it is this word or sign, in small or capital letters. */
  boolean takeIf(String text) {
    boolean found = peek().is(text);
    if (found) {
      take();
    }
    return found;
  }

  void require(String text) {
    if (!takeIf(text)) {
      throw peek().unexpected(text);
    }
  }

  boolean isAtEnd() {
    return peek().type() == Type.END;
  }

  static MlflowException unexpected(int position, String expected, String found) {
    return MlflowException.invalid(
        "At character %d: expected %s, found %s."
            .formatted(position, expected, found.substring(0, Math.min(60, found.length()))));
  }

  /** What a token is. */
  enum Type {
    /** Between single quotes. */
    STRING,
    /** Between double quotes or backticks: a name with odd characters, or a value. */
    QUOTED,
    NUMBER,
    WORD,
    SIGN,
    END
  }

  /**
   * One word.
   *
   * @param type what it is
   * @param text the word, without its quotes
   * @param position of its first character, from 1
   */
  record Token(Type type, String text, int position) {

    private static Token of(Matcher matcher) {
      for (Type type : List.of(Type.STRING, Type.QUOTED, Type.NUMBER, Type.WORD)) {
        String group = type.name().toLowerCase(java.util.Locale.ROOT);
        String found = matcher.group(group);
        if (found != null) {
          boolean quoted = type == Type.STRING || type == Type.QUOTED;
          String text = quoted ? found.substring(1, found.length() - 1) : found;
          return new Token(type, text, matcher.start(group) + 1);
        }
      }
      return new Token(Type.SIGN, matcher.group("sign"), matcher.start("sign") + 1);
    }

    boolean is(String other) {
      return (type == Type.WORD || type == Type.SIGN) && text.equalsIgnoreCase(other);
    }

    boolean isName() {
      return type == Type.WORD || type == Type.QUOTED;
    }

    MlflowException unexpected(String expected) {
      return Tokens.unexpected(position, expected, text);
    }
  }
}
