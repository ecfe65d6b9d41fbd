package dev.carrousel.service;

import dev.carrousel.lstm.kernel.Kernels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses the dense loops that all layered networks of this process run on, and says so once. */
@Configuration
class ComputeConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(ComputeConfiguration.class);

  @Bean
  Kernels kernels(ComputeProperties properties) {
    Kernels kernels =
        switch (properties.kernels()) {
          case AUTO -> Kernels.preferred();
          case SCALAR -> Kernels.scalar();
          case VECTOR -> Kernels.vector();
        };
    boolean vectorModule = ModuleLayer.boot().findModule(Relaunch.VECTOR_MODULE).isPresent();
    LOG.info(
        "dense loops run on {} kernels; module {} is {}",
        kernels.name(),
        Relaunch.VECTOR_MODULE,
        vectorModule ? "present" : "absent");
    return kernels;
  }

  @Bean
  InfoContributor kernelsInfo(Kernels kernels) {
    return info -> info.withDetail("kernels", kernels.name());
  }
}
