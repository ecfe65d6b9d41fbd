package dev.carrousel.service.web;

import java.time.Clock;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/**
 * Makes identifiers that sort by the time they were made: a prefix, 48 bits of milliseconds and 80
 * random bits in Crockford's base 32.
 */
@Component
public class SortableId {

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int TIME_DIGITS = 10;
  private static final int RANDOM_DIGITS = 16;

  private final RandomGenerator random = RandomGenerator.of("SecureRandom");
  private final Clock clock;

  SortableId(Clock clock) {
    this.clock = clock;
  }

  /** A new identifier such as {@code job_01kb3c...}. */
  public String next(String prefix) {
    StringBuilder id = new StringBuilder(prefix).append('_');
    long millis = clock.millis();
    for (int digit = TIME_DIGITS - 1; digit >= 0; digit--) {
      id.append(ALPHABET.charAt((int) (millis >>> (5 * digit)) & 31));
    }
    for (int digit = 0; digit < RANDOM_DIGITS; digit++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
