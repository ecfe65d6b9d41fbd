package dev.carrousel.service.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Says on whose behalf a request comes, so that owners can be treated alike. */
@Component
@EnableConfigurationProperties(Owners.Settings.class)
public class Owners {

  private static final String EVERYBODY = "public";
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}";

  private final Settings settings;

  Owners(Settings settings) {
    this.settings = settings;
  }

  /** The owner that the trusted proxy names; without one, all requests are of one owner. */
  public String of(HttpServletRequest request) {
    String name = settings.header() == null ? null : request.getHeader(settings.header());
    if (name == null) {
      return EVERYBODY;
    }
    if (!name.matches(NAME)) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST,
          "malformed_owner",
          "The header %s must be 1 to 100 letters, digits or . _ @ + -, was %s."
              .formatted(settings.header(), Excerpt.of(name)));
    }
    return name;
  }

  /**
   * Where the owner stands.
   *
   * @param header request header that a trusted proxy sets to the name of the user, null for none
   */
  @ConfigurationProperties("carrousel.owners")
  record Settings(@Nullable String header) {}
}
