package dev.carrousel.service.training;

import dev.carrousel.lstm.kernel.Kernels;
import dev.carrousel.lstm.layered.LayeredNetwork;
import dev.carrousel.lstm.layered.Team;
import dev.carrousel.lstm.learner.Learner;
import dev.carrousel.lstm.original.OriginalNetwork;
import dev.carrousel.lstm.problem.Prepared;
import dev.carrousel.lstm.training.SeedStream;
import dev.carrousel.service.training.RunPlan.NetworkPlan;
import org.springframework.stereotype.Component;

/** Makes networks at their beginning: weights drawn from the seed, or those of a warm start. */
@Component
class NewNetworks {

  private final Kernels kernels;
  private final Team team;
  private final WarmStarts warmStarts;

  NewNetworks(Kernels kernels, Team team, WarmStarts warmStarts) {
    this.kernels = kernels;
    this.team = team;
    this.warmStarts = warmStarts;
  }

  LayeredNetwork of(RunPlan.OfDataset plan, Prepared prepared) {
    LayeredNetwork network =
        new LayeredNetwork(
            plan.settings(prepared), kernels, team, SeedStream.WEIGHTS.of(plan.epochs().seed()));
    warmStarts.load(plan.warmStart(), network);
    return network;
  }

  Learner of(RunPlan.OfTask plan) {
    Learner network = drawn(plan);
    warmStarts.load(plan.warmStart(), network);
    return network;
  }

  private Learner drawn(RunPlan.OfTask plan) {
    return switch (plan.network()) {
      case NetworkPlan.Layered layered ->
          new LayeredNetwork(
              layered.settings(), kernels, team, SeedStream.WEIGHTS.of(plan.task().seed()));
      case NetworkPlan.Original original ->
          new OriginalNetwork(original.settings(), SeedStream.WEIGHTS.of(plan.task().seed()));
    };
  }
}
