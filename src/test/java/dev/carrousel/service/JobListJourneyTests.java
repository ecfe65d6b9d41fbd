package dev.carrousel.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The list of jobs: which are shown, and in which order. */
@JourneyTest
class JobListJourneyTests {

  @Autowired private Client client;

  @Test
  void jobsAreFoundByTheTaskTheyLearn() {
    String parity = submit("tasks", "parity");
    submit("tasks", "latch");
    client.patch(
        "/api/v1/jobs/" + submit("tasks", "latch"),
        "{\"labels\":{\"task\":\"parity\",\"list\":\"tasks\"}}");
    assertThat(ids("?label=list:tasks&task=parity")).containsExactly(parity);
    assertThat(ids("?label=list:tasks&task=pari")).isEmpty();
    assertThat(ids("?label=list:tasks")).hasSize(3);
  }

  @Test
  void jobsAreFoundByTheTimeTheyWereMade() {
    submit("times", "latch");
    String made =
        client
            .post(
                "/api/v1/jobs",
                "{\"labels\":{\"list\":\"times\"},\"data\":{\"task\":\"latch\"},\"training\":{\"stop\":{\"maxSequences\":10}}}")
            .body()
            .path("createdAt")
            .asString();
    String third = submit("times", "latch");
    assertThat(ids("?label=list:times&createdAfter=" + made)).containsExactly(third);
    assertThat(ids("?label=list:times&createdAfter=2020-01-31T12:00:00Z")).hasSize(3);
  }

  @Test
  void pagesFollowEachOtherInEitherOrder() {
    List<String> oldestFirst = new ArrayList<>();
    for (int job = 0; job < 5; job++) {
      oldestFirst.add(submit("orders", "latch"));
    }
    assertThat(paged("createdAt")).isEqualTo(oldestFirst);
    assertThat(paged("-createdAt")).isEqualTo(oldestFirst.reversed());
    assertThat(ids("?label=list:orders")).isEqualTo(oldestFirst.reversed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jobs", "datasets", "models", "papers", "tasks"})
  void listsHaveOneForm(String list) {
    assertThat(client.get("/api/v1/" + list).body().propertyNames())
        .containsExactlyInAnyOrder("data", "hasMore", "nextCursor");
  }

  @Test
  void aPageLinksToTheNext() {
    String first = submit("links", "latch");
    submit("links", "latch");
    String link = client.get("/api/v1/jobs?label=list:links&limit=1").link();
    assertThat(link).matches("</api/v1/jobs\\?.*>; rel=\"next\"");
    Client.Answer next = client.get(link.substring(1, link.indexOf('>')));
    assertThat(ids(next.body())).containsExactly(first);
    assertThat(next.link()).isEmpty();
    Client.Answer again = client.get("/api/v1/jobs?label=list:links&limit=1");
    assertThat(again.link()).as("a kept answer").isEqualTo(link);
  }

  private List<String> paged(String sort) {
    List<String> all = new ArrayList<>();
    JsonNode page;
    String after = "";
    do {
      page = list("?label=list:orders&limit=2&sort=" + sort + after);
      all.addAll(ids(page));
      after = "&after=" + page.path("nextCursor").asString("");
    } while (page.path("hasMore").asBoolean());
    return all;
  }

  private String submit(String label, String task) {
    String job =
        client.submit(
            """
            {"labels":{"list":"%s"},"data":{"task":"%s"},"training":{"stop":{"maxSequences":10}}}
            """
                .formatted(label, task));
    client.awaitEnd(job);
    return job;
  }

  private List<String> ids(String query) {
    return ids(list(query));
  }

  private static List<String> ids(JsonNode page) {
    return page.path("data").valueStream().map(job -> job.path("id").asString()).toList();
  }

  private JsonNode list(String query) {
    Client.Answer answer = client.get("/api/v1/jobs" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.body();
  }
}
