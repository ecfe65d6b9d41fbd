package dev.carrousel.lstm.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SeededRandomTests {

  @Test
  void firstNumbersAreThoseOfThePublishedGenerator() {
    SeededRandom random = new SeededRandom(0);
    random.restore(new long[] {1, 2, 3, 4});

    assertThat(new long[] {random.nextLong(), random.nextLong(), random.nextLong()})
        .as("xoshiro256++ from state 1 2 3 4")
        .containsExactly(41943041L, 58720359L, 3588806011781223L);
  }

  @Test
  void seedZeroFillsTheStateBySplitMix() {
    assertThat(new SeededRandom(0).state()[0]).isEqualTo(0xE220A8397B1DCDAFL);
  }

  @Test
  void splitDependsOnSeedAndPurposeOnly() {
    SeededRandom random = new SeededRandom(7);
    long first = random.split("weights").nextLong();
    random.nextLong();

    assertThat(random.split("weights").nextLong()).isEqualTo(first);
    assertThat(random.split("training").nextLong()).isNotEqualTo(first);
    assertThat(new SeededRandom(8).split("weights").nextLong()).isNotEqualTo(first);
  }

  @Test
  void restoredStateContinuesTheStream() {
    SeededRandom random = new SeededRandom(7);
    random.nextGaussian();
    long[] state = random.state();
    double next = random.nextGaussian();
    SeededRandom other = new SeededRandom(1);
    other.restore(state);

    assertThat(other.nextGaussian()).isEqualTo(next);
  }

  @Test
  void allZeroStateIsRefused() {
    assertThatThrownBy(() -> new SeededRandom(1).restore(new long[4]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
