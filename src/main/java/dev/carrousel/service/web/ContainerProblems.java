package dev.carrousel.service.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Requests that the servlet container turns away before any servlet sees them are answered with a
 * problem too.
 */
@Configuration
class ContainerProblems {

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> containerProblemReports() {
    return factory ->
        factory.addContextCustomizers(context -> {
          if (context.getParent() instanceof StandardHost host) {
            host.setErrorReportValveClass(Report.class.getName());
          }
        });
  }

  /** Made by the container, by its name. */
  public static final class Report extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
      HttpStatus status = HttpStatus.resolve(response.getStatus());
      if (status == null
          || !status.isError()
          || response.getContentWritten() > 0
          || !response.setErrorReported()) {
        return;
      }
      String code = status.name().toLowerCase(Locale.ROOT);
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setCharacterEncoding("utf-8");
      try {
        response
            .getReporter()
            .write(
                "{\"type\":\"urn:carrousel:problem:%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"The request could not be understood.\",\"code\":\"%s\"}"
                    .formatted(code, status.getReasonPhrase(), status.value(), code));
        response.finishResponse();
      } catch (IOException gone) {
        throw new UncheckedIOException(gone);
      }
    }
  }
}
