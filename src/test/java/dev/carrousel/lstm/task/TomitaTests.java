package dev.carrousel.lstm.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrousel.lstm.sequence.SeededRandom;
import dev.carrousel.lstm.sequence.Sequence;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TomitaTests {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void automatonAgreesWithTheDefinitionOnAllShortStrings(int number) {
    TomitaGrammar grammar = TomitaGrammar.number(number);
    for (int length = 0; length <= 12; length++) {
      int members = 0;
      for (int code = 0; code < 1 << length; code++) {
        String text = length == 0 ? "" : bits(code, length);
        boolean[] string = new boolean[length];
        for (int at = 0; at < length; at++) {
          string[at] = text.charAt(at) == '1';
        }
        assertThat(grammar.accepts(string)).as(text).isEqualTo(defined(number, text));
        members += grammar.accepts(string) ? 1 : 0;
      }
      assertThat(grammar.hasLength(length)).isEqualTo(members > 0);
      assertThat(grammar.lacksLength(length)).isEqualTo(members < 1 << length);
    }
  }

  @Test
  @Timeout(60)
  void lengthsOfWhichAllStringsAreMembersAreNotDrawnForOthers() {
    Task task = Tasks.of("tomita", Map.of("grammar", 7, "minimumLength", 2, "maximumLength", 4));
    SeededRandom random = new SeededRandom(1);
    int strangers = 0;
    for (int number = 0; number < 100; number++) {
      Sequence sequence = task.next(random);
      if (Objects.requireNonNull(sequence.targets()[sequence.length() - 1])[0] == 0) {
        assertThat(sequence.length()).isEqualTo(4);
        strangers++;
      }
    }
    assertThat(strangers).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void halfOfTheStringsAreMembersAndTheTargetSaysWhich(int number) {
    Task task = Tasks.of("tomita", Map.of("grammar", number));
    SeededRandom random = new SeededRandom(1);
    int members = 0;
    for (int round = 0; round < 400; round++) {
      Sequence sequence = task.next(random);
      boolean[] text = new boolean[sequence.length()];
      for (int step = 0; step < text.length; step++) {
        text[step] = sequence.inputs().at(step, 0) > 0;
      }
      double target = Objects.requireNonNull(sequence.targets()[text.length - 1])[0];
      assertThat(TomitaGrammar.number(number).accepts(text)).isEqualTo(target == 1);
      assertThat(text.length).isBetween(500, 600);
      members += (int) target;
    }

    assertThat(members).isBetween(150, 250);
  }

  @Test
  void memberOfGrammarFourHasNoThreeZeros() {
    boolean[] text = TomitaGrammar.number(4).draw(600, new SeededRandom(3));
    int zeros = 0;
    for (boolean one : text) {
      zeros = one ? 0 : zeros + 1;
      assertThat(zeros).isLessThan(3);
    }
  }

  private static boolean defined(int number, String text) {
    long ones = text.chars().filter(c -> c == '1').count();
    long zeros = text.length() - ones;
    return switch (number) {
      case 1 -> text.matches("1*");
      case 2 -> text.matches("(10)*");
      case 3 -> !Pattern.compile("(^|0)1(11)*0(00)*(1|$)").matcher(text).find();
      case 4 -> !text.contains("000");
      case 5 -> ones % 2 == 0 && zeros % 2 == 0;
      case 6 -> (ones - zeros) % 3 == 0;
      default -> text.matches("0*1*0*1*");
    };
  }

  private static String bits(int code, int length) {
    return Integer.toBinaryString(1 << length | code).substring(1);
  }
}
