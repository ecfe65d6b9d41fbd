package dev.carrousel.service.web;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Answers pollers: not at all when nothing has changed, and late when they would rather wait for a
 * change (RFC 7232, RFC 7240).
 */
@Component
public class ConditionalRequests {

  private static final Pattern WAIT = Pattern.compile("(?i)\\bwait\\s*=\\s*\"?([0-9]{1,4})");
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final int TAG_DIGITS = 24;

  /**
   * Answers a reading request.
   *
   * @param known value of If-None-Match, null if there is none
   * @param preference value of Prefer, null if there is none
   * @param mark something cheap that changes with the answer
   * @param answer the answer to a mark, made only if it is new to the client
   */
  public <T> ResponseEntity<T> answer(
      @Nullable String known,
      @Nullable String preference,
      Supplier<Mark> mark,
      Function<Mark, T> answer) {
    Duration wait = wait(preference);
    Mark now = mark.get();
    String seen = known == null ? tag(now) : known;
    for (long left = wait.dividedBy(LOOK_EVERY);
        left > 0 && !now.isFinal() && matches(seen, tag(now));
        left--) {
      rest();
      now = mark.get();
    }
    String tag = tag(now);
    HttpHeaders more = new HttpHeaders();
    if (!now.isFinal()) {
      more.set(HttpHeaders.RETRY_AFTER, RetryAfter.POLL_SECONDS);
    }
    if (known != null && matches(known, tag)) {
      return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(tag).headers(more).build();
    }
    T body = answer.apply(now);
    if (!wait.isZero()) {
      more.set("Preference-Applied", "wait=" + wait.toSeconds());
    }
    return ResponseEntity.ok().eTag(tag).headers(more).body(body);
  }

  /** Whether a value of If-None-Match names a tag. */
  public static boolean matches(String known, String tag) {
    return known.equals(tag)
        || Arrays.stream(known.split(","))
            .map(String::strip)
            .anyMatch(one -> one.equals(tag) || one.equals("W/" + tag) || one.equals("*"));
  }

  /**
   * Refuses to change what the client has not seen as it is now.
   *
   * @param wanted value of If-Match, null if any state will do
   * @param mark of what is about to be changed, which is locked
   * @throws ProblemException 412 if it is in another state
   */
  public static void require(@Nullable String wanted, Supplier<Mark> mark) {
    if (wanted == null || wanted.strip().equals("*")) {
      return;
    }
    String tag = tag(mark.get());
    if (Arrays.stream(wanted.split(",")).map(String::strip).noneMatch(tag::equals)) {
      throw new ProblemException(
          HttpStatus.PRECONDITION_FAILED,
          "precondition_failed",
          "It has changed since it was looked at: If-Match expected %s, found %s. Look again."
              .formatted(wanted, tag));
    }
  }

  private static Duration wait(@Nullable String preference) {
    Matcher found = WAIT.matcher(preference == null ? "" : preference);
    if (!found.find()) {
      return Duration.ZERO;
    }
    Duration wanted = Duration.ofSeconds(Integer.parseInt(found.group(1)));
    return wanted.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wanted;
  }

  private static void rest() {
    try {
      Thread.sleep(LOOK_EVERY);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new ProblemException(
          HttpStatus.SERVICE_UNAVAILABLE, "stopping", "The service is stopping. Try again later.");
    }
  }

  private static String tag(Mark mark) {
    return '"' + Sha256.of(mark.text()).substring(0, TAG_DIGITS) + '"';
  }

  /**
   * Stands for an answer.
   *
   * @param text changes with the answer
   * @param isFinal whether the answer will not change any more, so that waiting is vain
   */
  public record Mark(String text, boolean isFinal) {}
}
