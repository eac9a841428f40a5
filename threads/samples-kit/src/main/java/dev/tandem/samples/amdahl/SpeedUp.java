package dev.tandem.samples.amdahl;

/**
 * How much faster a number of workers did two jobs than one worker alone.
 *
 * @param workers how many shared each job
 * @param waiting the speed-up of the job that waits
 * @param computing the speed-up of the job that computes
 */
public record SpeedUp(int workers, double waiting, double computing) {}
