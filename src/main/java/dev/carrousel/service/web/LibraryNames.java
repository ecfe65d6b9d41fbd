package dev.carrousel.service.web;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/**
 * Spells the choices of the library, which knows no JSON, as all others are spelt: small letters,
 * words joined by hyphens.
 */
@Configuration
class LibraryNames {

  private static final String LIBRARY = "dev.carrousel.lstm.";

  @Bean
  JsonMapperBuilderCustomizer namesOfTheLibrary() {
    return mapper ->
        mapper.annotationIntrospector(
            AnnotationIntrospector.pair(new Spelt(), mapper.annotationIntrospector()));
  }

  @Bean
  ModelConverter namesOfTheLibraryInTheDescription() {
    return LibraryNames::describe;
  }

  /** The names of a choice of the library. */
  static List<String> of(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(constant -> of((Enum<?>) constant)).toList();
  }

  static boolean cover(Class<?> type) {
    return type.isEnum() && type.getName().startsWith(LIBRARY);
  }

  private static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static @Nullable Schema<?> describe(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> further) {
    Class<?> described = Json.mapper().constructType(type.getType()).getRawClass();
    if (cover(described)) {
      StringSchema names = new StringSchema();
      names.setEnum(of(described));
      return names;
    }
    return further.hasNext() ? further.next().resolve(type, context, further) : null;
  }

  /** Also reads the names of the constants themselves, as older files and rows have them. */
  private static final class Spelt extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public String[] findEnumValues(
        MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
      for (int constant = 0; cover(type.getRawType()) && constant < constants.length; constant++) {
        names[constant] = of(constants[constant]);
      }
      return names;
    }

    @Override
    public void findEnumAliases(
        MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[][] aliases) {
      for (int constant = 0; cover(type.getRawType()) && constant < constants.length; constant++) {
        aliases[constant] = new String[] {constants[constant].name()};
      }
    }
  }
}
