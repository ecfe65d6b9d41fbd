package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Watchers share answers, and never see less than what they were told before. */
@JourneyTest
class KeptAnswersJourneyTests {

  private static final int CHANGES = 100;

  @Autowired private Client client;
  private String job;

  @BeforeEach
  void submit() {
    job = client.submitEndless(1);
    client.post("/api/v1/jobs/" + job + "/pause", "");
    client.await(job, body -> body.path("status").asString().equals("paused"));
  }

  @AfterEach
  void cancel() {
    client.post("/api/v1/jobs/" + job + "/cancel", "");
    client.awaitEnd(job);
  }

  @Test
  void aWatcherIsAnsweredWhatOthersWere() {
    String path = "/api/v1/jobs/" + job;
    Client.Answer first = client.get(path);
    double before = kept();
    Client.Answer second = client.get(path);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(second.etag()).isEqualTo(first.etag());
    assertThat(second.contentType()).isEqualTo(first.contentType());
    assertThat(second.retryAfter()).isEqualTo(first.retryAfter()).isNotEmpty();
    assertThat(client.get(path, "If-None-Match", first.etag()).status()).isEqualTo(304);
    assertThat(client.get(path, "If-None-Match", "\"another\"").text()).isEqualTo(first.text());
    assertThat(kept()).isGreaterThan(before);
    assertThat(client.get(path, "Accept", "text/csv").status()).isEqualTo(406);
  }

  @Test
  void aChangeIsSeenByWhoMadeItHoweverManyWatch() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> one = crowd.submit(() -> watch("/api/v1/jobs/" + job, done));
      Future<?> list = crowd.submit(() -> watch("/api/v1/jobs?limit=1", done));
      try {
        for (int change = 0; change < CHANGES; change++) {
          changeAndLook("change " + change);
        }
      } finally {
        done.set(true);
      }
      one.get();
      list.get();
    }
  }

  private void changeAndLook(String name) {
    String path = "/api/v1/jobs/" + job;
    Client.Answer changed = client.patch(path, "{\"name\":\"%s\"}".formatted(name));
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(client.get(path).body().path("name").asString()).isEqualTo(name);
    assertThat(client.get("/api/v1/jobs?limit=1").text()).contains(name);
  }

  private void watch(String path, AtomicBoolean done) {
    String tag = "\"none\"";
    while (!done.get()) {
      Client.Answer answer = client.get(path, "If-None-Match", tag);
      assertThat(answer.status()).as(answer.text()).isIn(200, 304);
      tag = answer.etag();
    }
  }

  private double kept() {
    return client
        .get("/actuator/prometheus")
        .text()
        .lines()
        .filter(line -> line.startsWith("carrousel_answers_kept_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(" "))))
        .sum();
  }
}
