package dev.carrousel.lstm.kernel;

/**
 * Who feeds whom in a hidden layer of memory cell blocks. The arrays are shared, never written.
 *
 * @param blockOf block of each cell
 * @param inputGates number of input gates, one for each block or 0
 * @param outputGates number of output gates, one for each block or 0
 * @param conventionalUnits number of conventional hidden units
 * @param sourceLane lane of each hidden source
 * @param inputSize number of inputs
 * @param cellInput g
 * @param cellOutput h
 * @param competition whether only the output gate with the largest net input may open
 */
public record BlockShape(
    int[] blockOf,
    int inputGates,
    int outputGates,
    int conventionalUnits,
    int[] sourceLane,
    int inputSize,
    Squashing cellInput,
    Squashing cellOutput,
    boolean competition) {}
