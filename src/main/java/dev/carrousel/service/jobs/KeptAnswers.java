package dev.carrousel.service.jobs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.carrousel.service.storage.Commits;
import dev.carrousel.service.web.ConditionalRequests;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Answers those who watch jobs, or the list of them, with what others were answered before, as long
 * as nothing was committed since. Pollers ask so often that everything behind this filter would
 * take a tenth of the processors from training.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class KeptAnswers extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final String JOBS = "/api/v1/jobs";
  private static final String PREFER = "Prefer";
  private static final long MOST_BYTES = 16L << 20;
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final transient Commits commits;
  private final transient Counter sent;
  private final transient Cache<Question, Answer> answers =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((Question question, Answer answer) -> question.weight() + answer.weight())
          .expireAfterWrite(LONGEST)
          .build();

  KeptAnswers(Commits commits, MeterRegistry registry) {
    this.commits = commits;
    this.sent =
        Counter.builder("carrousel.answers.kept")
            .description(
                "Reading requests that were answered with what others were answered before")
            .register(registry);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!commits.areAllSeen() || !isWatching(request)) {
      chain.doFilter(request, response);
      return;
    }
    long count = commits.count();
    Question question = Question.of(request);
    Answer kept = answers.getIfPresent(question);
    String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    if (kept != null && kept.commits() == count && kept.answers(known)) {
      kept.send(known, response);
      sent.increment();
      return;
    }
    ContentCachingResponseWrapper copied = new ContentCachingResponseWrapper(response);
    chain.doFilter(request, copied);
    Answer fresh = Answer.of(copied, count);
    if (fresh != null) {
      answers.put(question, fresh);
    }
    copied.copyBodyToResponse();
  }

  /** Whether a job or the list of jobs is asked for as it is now. */
  private static boolean isWatching(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith(JOBS)
        && path.lastIndexOf('/') <= JOBS.length()
        && request.getMethod().equals("GET")
        && request.getHeader(PREFER) == null;
  }

  /** What is asked for, and in which form. */
  private record Question(String path, @Nullable String query, String accept) {

    static Question of(HttpServletRequest request) {
      return new Question(
          request.getRequestURI(),
          request.getQueryString(),
          String.join(",", Collections.list(request.getHeaders(HttpHeaders.ACCEPT))));
    }

    int weight() {
      return path.length() + (query == null ? 0 : query.length()) + accept.length();
    }
  }

  /**
   * What was answered.
   *
   * @param commits how many commits it has seen, or more
   * @param tag its entity tag
   * @param headers those that pollers read
   * @param content null if only the tag was asked for
   */
  private record Answer(
      long commits, String tag, Map<String, String> headers, @Nullable Content content) {

    private static final List<String> HEADERS =
        List.of(HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER, HttpHeaders.LINK);

    static @Nullable Answer of(ContentCachingResponseWrapper response, long commits) {
      String tag = response.getHeader(HttpHeaders.ETAG);
      return tag == null
          ? null
          : switch (response.getStatus()) {
            case HttpServletResponse.SC_OK ->
                new Answer(commits, tag, headers(response), Content.of(response));
            case HttpServletResponse.SC_NOT_MODIFIED ->
                new Answer(commits, tag, headers(response), null);
            default -> null;
          };
    }

    private static Map<String, String> headers(HttpServletResponse response) {
      return HEADERS.stream()
          .filter(response::containsHeader)
          .collect(Collectors.toMap(name -> name, response::getHeader));
    }

    int weight() {
      return tag.length() + (content == null ? 0 : content.body().length);
    }

    boolean answers(@Nullable String known) {
      return content != null || isKnown(known);
    }

    private boolean isKnown(@Nullable String known) {
      return known != null && ConditionalRequests.matches(known, tag);
    }

    void send(@Nullable String known, HttpServletResponse response) throws IOException {
      headers.forEach(response::setHeader);
      if (content == null || isKnown(known)) {
        response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      } else {
        content.send(response);
      }
    }
  }

  /** A body and what is said about it. */
  private record Content(String type, byte[] body) {

    static Content of(ContentCachingResponseWrapper response) {
      return new Content(response.getContentType(), response.getContentAsByteArray());
    }

    void send(HttpServletResponse response) throws IOException {
      response.setContentType(type);
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }
}
