package dev.carrousel.service.training;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What learns. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LstmRequest.class, name = "lstm"),
  @JsonSubTypes.Type(value = OriginalRequest.class, name = "original")
})
sealed interface NetworkRequest permits LstmRequest, OriginalRequest {}
