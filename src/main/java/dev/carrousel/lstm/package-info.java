/**
 * The library: Long Short-Term Memory networks, their learning algorithms, tasks and experiments.
 * Plain Java, knows nothing of the service that uses it.
 *
 * <p>Letters used where the arithmetic lives: {@code B} batch size, {@code T} sequence length,
 * {@code I} input size, {@code H} hidden size, {@code O} output size; {@code x} input, {@code h}
 * hidden state or cell output, {@code c} cell state; {@code i f g o} input gate, forget gate,
 * candidate and output gate. The gradient of a loss by a quantity is {@code d} and its name.
 */
@NullMarked
package dev.carrousel.lstm;

import org.jspecify.annotations.NullMarked;
