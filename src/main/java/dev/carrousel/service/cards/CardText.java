package dev.carrousel.service.cards;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A card as Markdown. */
final class CardText {

  private static final String UNKNOWN = "not known";

  private final StringBuilder text = new StringBuilder();

  private CardText() {}

  static String markdown(ModelCard card) {
    CardText markdown = new CardText();
    markdown.head(card);
    markdown.data(card.data());
    if (card.test() != null) {
      markdown.test(card.test());
    }
    markdown.line("## Limits").line("");
    card.limits().forEach(limit -> markdown.line("- " + limit));
    markdown.line("").line("## Settings").line("");
    markdown
        .line("```json")
        .line(card.settings() == null ? "null" : card.settings().toPrettyString());
    markdown.line("```").line("");
    markdown.fingerprint(card.fingerprint());
    return markdown.text.toString();
  }

  private CardText line(String line) {
    text.append(line).append('\n');
    return this;
  }

  private void row(Object... cells) {
    text.append('|');
    for (Object cell : cells) {
      text.append(' ').append(String.valueOf(cell).replace("|", "\\|")).append(" |");
    }
    text.append('\n');
  }

  private void fact(String name, @Nullable Object value) {
    row(name, value == null ? UNKNOWN : value);
  }

  private void table(String title) {
    line("## " + title).line("");
    row("", "");
    row("---", "---");
  }

  private void head(ModelCard card) {
    line("# %s, version %d".formatted(card.model(), card.version())).line("");
    if (card.note() != null) {
      line(card.note()).line("");
    }
    table("Model");
    fact("problem", card.problem());
    fact("network", card.network());
    fact("trainable weights", card.parameterCount());
    fact("aliases", card.aliases().isEmpty() ? "none" : String.join(", ", card.aliases()));
    card.labels().forEach((key, value) -> fact("label " + key, value));
    fact("stored", card.createdAt());
    line("");
  }

  private void data(ModelCard.Data data) {
    table("Data");
    fact("name", data.name());
    fact("digest", data.digest());
    fact("rows", data.rows());
    fact("parts", data.parts());
    fact("from", data.from());
    fact("to", data.to());
    line("");
  }

  private void test(JsonNode test) {
    if (test.isObject()) {
      table("Examination");
      test.properties().forEach(measure -> fact(measure.getKey(), measure.getValue()));
      line("");
      return;
    }
    for (JsonNode target : test) {
      line("## Test of " + target.path("target").asString()).line("");
      scores(target.path("scores"));
      line("").line(target.path("verdict").asString()).line("");
    }
  }

  private void scores(JsonNode scores) {
    Set<String> measures = new LinkedHashSet<>();
    scores.forEach(score -> measures.addAll(score.propertyNames()));
    row(measures.toArray());
    row(measures.stream().map(_ -> "---").toArray());
    scores.forEach(score -> row(measures.stream().map(measure -> cell(score, measure)).toArray()));
  }

  private static String cell(JsonNode score, String measure) {
    JsonNode value = score.path(measure);
    return value.isNumber()
        ? String.format(Locale.ROOT, "%.4g", value.asDouble())
        : value.asString("");
  }

  private void fingerprint(ModelCard.Fingerprint fingerprint) {
    table("Fingerprint");
    fact("job", fingerprint.job());
    fact("run", fingerprint.run());
    fact("settings", fingerprint.planDigest());
    fact("data", fingerprint.dataDigest());
    fact("seed", fingerprint.seed());
    fact("weights", fingerprint.weightsDigest());
    fact("kernels", fingerprint.kernels());
    fact("Java", fingerprint.java());
    fact("build", fingerprint.build());
  }
}
