package dev.carrousel.service.cards;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint of the cards. */
@Tag(name = "models")
@RestController
@RequestMapping("/api/v1/models/{model}/versions/{version}/card")
class CardsController {

  private static final String MARKDOWN = "text/markdown";

  private final Cards cards;

  CardsController(Cards cards) {
    this.cards = cards;
  }

  @Operation(
      operationId = "getModelCard",
      summary = "Show the card of a version of a model",
      description =
          "Data, settings, measures beside baselines, limits and fingerprint, from what is stored. As Markdown with Accept: text/markdown.")
  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  ModelCard card(@PathVariable String model, @PathVariable int version) {
    return cards.of(model, version);
  }

  @Operation(operationId = "getModelCardAsMarkdown", hidden = true)
  @GetMapping(produces = MARKDOWN)
  String markdown(@PathVariable String model, @PathVariable int version) {
    return CardText.markdown(cards.of(model, version));
  }
}
