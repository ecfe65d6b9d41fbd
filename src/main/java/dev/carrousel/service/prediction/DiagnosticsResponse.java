package dev.carrousel.service.prediction;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.carrousel.lstm.insight.ErrorReach;
import dev.carrousel.lstm.insight.HalfLife;
import dev.carrousel.lstm.insight.Saturation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a network behaves inside. Parts are layers and their directions, {@code l0} and {@code l0r},
 * or memory cell blocks, {@code block0}.
 *
 * @param model the model that was asked
 * @param version its version
 * @param steps number of steps of all sequences
 * @param saturation how much of the time gates stand shut (below 0.1) and open (above 0.9)
 * @param halfLives after how many steps half of a state is forgotten
 * @param halfLifeReason why there are none
 * @param errorReach how much of the error at the last step of the first sequence reaches back
 */
record DiagnosticsResponse(
    @Schema(example = "co2") String model,
    int version,
    int steps,
    List<Saturation> saturation,
    List<Life> halfLives,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String halfLifeReason,
    List<Reach> errorReach) {

  /**
   * The half-lives of the cells of a part, {@code ln 0.5 / ln f} for a mean forget gate f.
   *
   * @param part the part
   * @param cells number of cells
   * @param endless cells that forget nothing, their forget gates being 1 throughout
   * @param quantiles over the cells
   */
  record Life(String part, int cells, int endless, List<Quantile> quantiles) {

    static Life of(HalfLife life) {
      List<Quantile> quantiles = new ArrayList<>();
      for (int at = 0; at < life.levels().size(); at++) {
        double steps = life.steps().get(at);
        quantiles.add(new Quantile(life.levels().get(at), Double.isFinite(steps) ? steps : null));
      }
      return new Life(life.part(), life.cells(), life.endless(), quantiles);
    }
  }

  /**
   * One quantile.
   *
   * @param level share of cells below it
   * @param steps half-life; null if endless
   */
  record Quantile(double level, @Nullable Double steps) {}

  /**
   * Norms of the gradient in one part.
   *
   * @param part the part
   * @param lags by how many steps back
   */
  record Reach(String part, List<Lag> lags) {

    static Reach of(ErrorReach reach, int most) {
      List<Lag> lags = new ArrayList<>();
      for (int lag = 0; lag < Math.min(most, reach.state().size()); lag++) {
        lags.add(
            new Lag(
                lag, reach.hidden().get(lag), reach.state().get(lag), reach.carrousel().get(lag)));
      }
      return new Reach(reach.part(), lags);
    }
  }

  /**
   * Norms of the gradient so many steps back.
   *
   * @param lag number of steps
   * @param hidden of the cell outputs
   * @param state of the cell states
   * @param carrousel of the states, along the way from state to state alone
   */
  record Lag(int lag, double hidden, double state, double carrousel) {}
}
