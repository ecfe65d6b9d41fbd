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
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setCharacterEncoding("utf-8");
      try {
        response.getReporter().write(problem(request.getRequestURI(), status));
        response.finishResponse();
      } catch (IOException gone) {
        throw new UncheckedIOException(gone);
      }
    }

    /** The place is unknown if not even the first line could be read. */
    private static String problem(@Nullable String instance, HttpStatus status) {
      String code = status.name().toLowerCase(Locale.ROOT);
      ObjectNode problem = JsonMapper.shared().createObjectNode();
      problem
          .put("type", "urn:carrousel:problem:" + code)
          .put("title", status.getReasonPhrase())
          .put("status", status.value())
          .put("detail", "The request could not be understood.");
      if (instance != null) {
        problem.put("instance", instance);
      }
      return problem.put("code", code).toString();
    }
  }
}
