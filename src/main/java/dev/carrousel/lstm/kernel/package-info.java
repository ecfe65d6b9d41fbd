/**
 * Dense loops on flat arrays; the scalar kernels are the specification of every other kind.
 *
 * <p>Weights are <b>packed in panels</b>: a panel holds the {@value
 * dev.carrousel.lstm.kernel.Kernels#LANES} destination units that a kernel computes side by side,
 * for each source one row, for each gate of these units one group of lanes. The weight that leads
 * from source {@code k} to gate {@code g} of unit {@code u} out of {@code G} gates and {@code K}
 * sources stands at {@code ((u / LANES * K + k) * G + g) * LANES + u % LANES}. Lanes beyond the
 * last unit hold zero and stay zero: their gradients are zero.
 *
 * <p>Every sum runs over one index in ascending order with fused multiply-add, each destination on
 * its own, so that kernels of any vector width give the same bits.
 */
@NullMarked
package dev.carrousel.lstm.kernel;

import org.jspecify.annotations.NullMarked;
