package dev.carrousel.service.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.carrousel.lstm.paper.Experiment;
import dev.carrousel.lstm.paper.Papers;
import dev.carrousel.lstm.task.Tasks;
import dev.carrousel.service.web.FieldProblems;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OriginalFieldsTests {

  static List<Experiment> rows() {
    return Papers.all().stream().flatMap(paper -> paper.experiments().stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyPublishedRowIsLetInAlsoOnceItIsComplete(Experiment row) {
    TrainingRequest request = Experiments.request(row, 1, 1, null);
    check(request);
    check(Defaults.task(request, Tasks.family(row.task())));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void noPublishedRowGivesReasonForDoubt(Experiment row) {
    TrainingRequest request =
        Defaults.task(Experiments.request(row, 1, 1, null), Tasks.family(row.task()));
    assertThat(TaskPlanner.warnings(request)).isEmpty();
    assertThatNoException().isThrownBy(() -> TaskPlanner.refuseObjections(request.data()));
  }

  private static void check(TrainingRequest request) {
    FieldProblems problems = new FieldProblems();
    OriginalFields.check(request, problems);
    assertThatNoException().isThrownBy(problems::throwIfAny);
  }
}
