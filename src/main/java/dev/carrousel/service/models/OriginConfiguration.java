package dev.carrousel.service.models;

import dev.carrousel.lstm.kernel.Kernels;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says what this program is. */
@Configuration
class OriginConfiguration {

  @Bean
  Origin origin(Kernels kernels) {
    Package code = OriginConfiguration.class.getPackage();
    return new Origin(
        kernels.name(),
        Runtime.version().toString(),
        Optional.ofNullable(code.getImplementationVersion()).orElse("unpackaged"));
  }
}
