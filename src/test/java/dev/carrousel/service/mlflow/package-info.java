/** Tests of what MLflow's clients may ask. */
@NullMarked
package dev.carrousel.service.mlflow;

import org.jspecify.annotations.NullMarked;
