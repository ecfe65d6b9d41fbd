package dev.carrousel.service.models;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads predictors, those of the first version too, whose frames held inputs and scaling. */
final class StoredPredictor {

  private StoredPredictor() {}

  static Predictor read(String stored, JsonMapper json) {
    JsonNode tree = json.readTree(stored);
    if (tree instanceof ObjectNode predictor && tree.path("frame").has("scaling")) {
      renew(predictor, json);
    }
    return json.treeToValue(tree, Predictor.class);
  }

  private static void renew(ObjectNode predictor, JsonMapper json) {
    ObjectNode frame = (ObjectNode) predictor.path("frame");
    JsonNode scaling = frame.remove("scaling");
    JsonNode inputs = frame.remove("inputs");
    ArrayNode columns = frame.putObject("encoding").putArray("columns");
    for (int at = 0; at < inputs.size(); at++) {
      ObjectNode column = columns.addObject();
      column.set("name", inputs.get(at));
      column.putArray("categories");
      column.set("mean", scaling.path("means").get(at));
      column.set("deviation", scaling.path("deviations").get(at));
      column.put("masked", false);
    }
    ((ObjectNode) frame.path("encoding")).putArray("calendar");
    frame.putArray("known");
    frame.putArray("intervals");
    ArrayNode seasons = frame.putArray("seasons");
    frame.path("targets").forEach(_ -> seasons.addObject().put("period", 0).put("deviation", 1.0));
    JsonNode cells = predictor.remove("history");
    JsonNode end = predictor.remove("historyEnd");
    ObjectNode history = predictor.putArray("histories").addObject();
    history.put("series", "");
    history.set("cells", cells == null ? json.valueToTree(List.of()) : cells);
    history.set("end", end == null ? json.nullNode() : end);
    predictor.putNull("series");
    predictor.putNull("time");
    predictor.putObject("coverage");
  }
}
