package dev.carrousel.service;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the dense loops of layered networks run on.
 *
 * @param kernels auto takes vector kernels where the Vector API's module is present, scalar ones
 *     elsewhere
 */
@Validated
@ConfigurationProperties("carrousel")
record ComputeProperties(@DefaultValue("auto") Choice kernels) {

  /** Kinds of kernels. */
  enum Choice {
    AUTO,
    SCALAR,
    VECTOR
  }
}
